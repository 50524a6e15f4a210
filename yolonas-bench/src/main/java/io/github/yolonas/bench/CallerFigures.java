package io.github.yolonas.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Images a second that one loaded network gives to several threads which call it at once. */
final class CallerFigures {
  private static final List<Integer> CALLERS = List.of(1, 2, 4, 8);

  private CallerFigures() {}

  static List<Figure> measure(List<Contender> contenders, Workload workload, Effort effort)
      throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Contender contender : contenders) {
      for (int callers : CALLERS) {
        int passes = Math.max(2, effort.runs() / callers);
        throughput(contender, callers, 1); // every thread has its first pass behind it
        double passesPerSecond = throughput(contender, callers, passes);
        figures.add(
            new Figure(
                "callers.%d.%s.%s".formatted(callers, contender.name(), contender.precision()),
                "%s %s, concurrent callers: %d"
                    .formatted(contender.name(), contender.precision(), callers),
                workload.batch() * passesPerSecond,
                "images/s"));
      }
    }
    return figures;
  }

  private static double throughput(Contender contender, int callers, int passes) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    try {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        tasks.add(() -> run(contender, passes));
      }
      long start = System.nanoTime();
      int done = 0;
      for (Future<Integer> task : pool.invokeAll(tasks)) {
        done += task.get();
      }
      return done / ((System.nanoTime() - start) / 1e9);
    } finally {
      pool.shutdownNow();
    }
  }

  private static int run(Contender contender, int passes) throws Exception {
    for (int i = 0; i < passes; i++) {
      contender.run();
    }
    return passes;
  }
}
