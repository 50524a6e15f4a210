package io.github.yolonas.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs contenders side by side: each is warmed up, then they take turns, A B C A B C …, so that
 * whatever the machine does meanwhile (clock, temperature, neighbours) is done to all alike.
 *
 * <p>A pause before each pass lets the threads of the one before go to sleep: thread pools spin for
 * some milliseconds in hope of more work, on the cores that now are somebody else's.
 *
 * @param warmUps passes of each contender that do not count; at least 1
 * @param rounds passes of each that do; at least 1
 * @param pauseMillis before each pass
 */
record Comparison(int warmUps, int rounds, long pauseMillis) {

  /** All results in the entrants' order, and the contenders that took part, still open. */
  record Standings(List<Result> results, List<Contender> contenders) implements AutoCloseable {
    @Override
    public void close() {
      contenders.forEach(Contender::close);
    }
  }

  /**
   * Compares. The first entrant is the reference: it must be able to take part.
   *
   * @throws Exception if the reference cannot take part, or anybody fails after a first good pass
   */
  Standings run(List<Entrant> entrants) throws Exception {
    Map<Entrant, Contender> open = new LinkedHashMap<>();
    try {
      Map<Entrant, Result> absent = new LinkedHashMap<>();
      Map<Entrant, Outputs> outputs = new LinkedHashMap<>();
      for (Entrant entrant : entrants) {
        try {
          Contender contender = entrant.opening().open();
          open.put(entrant, contender);
          outputs.put(entrant, contender.run());
        } catch (Exception | LinkageError e) {
          if (outputs.isEmpty()) {
            throw e;
          }
          Contender failed = open.remove(entrant);
          if (failed != null) {
            failed.close();
          }
          absent.put(entrant, Result.absent(entrant, e));
        }
      }
      Map<Contender, Quartiles> times = measure(List.copyOf(open.values()));
      return standings(entrants, open, outputs, absent, times);
    } catch (Exception | Error e) {
      open.values().forEach(Contender::close);
      throw e;
    }
  }

  private Map<Contender, Quartiles> measure(List<Contender> contenders) throws Exception {
    for (Contender contender : contenders) {
      for (int i = 0; i < warmUps; i++) {
        contender.run();
      }
    }
    double[][] times = new double[contenders.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < times.length; i++) {
        Thread.sleep(pauseMillis);
        times[i][round] = Stopwatch.once(contenders.get(i)::run);
      }
    }
    Map<Contender, Quartiles> result = new LinkedHashMap<>();
    for (int i = 0; i < times.length; i++) {
      result.put(contenders.get(i), Quartiles.of(times[i]));
    }
    return result;
  }

  private static Standings standings(
      List<Entrant> entrants,
      Map<Entrant, Contender> open,
      Map<Entrant, Outputs> outputs,
      Map<Entrant, Result> absent,
      Map<Contender, Quartiles> times) {
    Outputs reference = outputs.values().iterator().next();
    List<Result> results = new ArrayList<>();
    for (Entrant entrant : entrants) {
      Contender contender = open.get(entrant);
      Quartiles time = contender == null ? null : times.get(contender);
      Outputs output = outputs.get(entrant);
      Result missing = absent.get(entrant);
      if (contender != null && time != null && output != null) {
        results.add(Result.measured(contender, time, output.scoreDifference(reference)));
      } else if (missing != null) {
        results.add(missing);
      }
    }
    return new Standings(List.copyOf(results), List.copyOf(open.values()));
  }
}
