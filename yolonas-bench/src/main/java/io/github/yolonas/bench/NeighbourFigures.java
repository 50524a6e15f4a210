package io.github.yolonas.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How much longer a pass takes while another process keeps one core busy. */
final class NeighbourFigures {
  private NeighbourFigures() {}

  static List<Figure> measure(List<Contender> contenders, Effort effort) throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Contender contender : contenders) {
      double alone = pass(contender, effort);
      double busy;
      try (ChildJvm neighbour = ChildJvm.start(ChildTask.SPIN)) {
        neighbour.readLine();
        busy = pass(contender, effort);
      } catch (IOException e) {
        throw new IllegalStateException("the busy neighbour cannot be started", e);
      }
      String title = contender.name() + " " + contender.precision();
      figures.add(
          new Figure(
              "neighbour." + contender.name() + "." + contender.precision(),
              title + ", a pass beside a busy process, to alone",
              busy / alone,
              "×"));
    }
    return figures;
  }

  private static double pass(Contender contender, Effort effort) throws Exception {
    return Stopwatch.milliseconds(2, effort.runs(), contender::run).median();
  }
}
