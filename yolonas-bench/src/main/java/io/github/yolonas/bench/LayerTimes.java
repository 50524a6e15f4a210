package io.github.yolonas.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What the layers of each kind took together, pass by pass, and how much they computed. */
final class LayerTimes {
  private static final String REST = "between layers";

  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final double[] wholes;

  /** Layers that do the same, in the order in which they are first met. */
  private static final class Kind {
    private final double[] milliseconds;
    private double gigaflops;
    private int layers;

    Kind(int passes) {
      milliseconds = new double[passes];
    }

    double median() {
      return Quartiles.of(milliseconds).median();
    }
  }

  LayerTimes(int passes) {
    wholes = new double[passes];
  }

  /** A layer of this pass, of which all passes have the same. */
  void add(int pass, String kind, double gigaflops, double milliseconds) {
    Kind same = kinds.computeIfAbsent(kind, name -> new Kind(wholes.length));
    same.milliseconds[pass] += milliseconds;
    if (pass == 0) {
      same.gigaflops += gigaflops;
      same.layers++;
    }
  }

  /** A pass from its beginning to its end. */
  void whole(int pass, double milliseconds) {
    wholes[pass] = milliseconds;
  }

  /** Medians; each kind's by itself, so that they need not quite add up. */
  TextTable table(OptionalDouble limit) {
    TextTable table = new TextTable("layers", "", "ms", "of pass", "GFLOP", "GFLOP/s", "of limit");
    double whole = Quartiles.of(wholes).median();
    kinds.forEach(
        (name, kind) ->
            row(table, name, "× " + kind.layers, kind.median(), whole, kind.gigaflops, limit));
    double[] rest = wholes.clone();
    kinds.values().forEach(kind -> Arrays.setAll(rest, i -> rest[i] - kind.milliseconds[i]));
    double between = Quartiles.of(rest).median();
    table.row(REST, "", number("%.2f", between), percent(between / whole), "", "", "");
    double all = kinds.values().stream().mapToDouble(kind -> kind.gigaflops).sum();
    row(table, "a pass", "", whole, whole, all, limit);
    return table;
  }

  private static void row(
      TextTable table,
      String name,
      String count,
      double milliseconds,
      double whole,
      double gigaflops,
      OptionalDouble limit) {
    double speed = gigaflops / milliseconds * 1e3;
    boolean computes = gigaflops > 0;
    table.row(
        name,
        count,
        number("%.2f", milliseconds),
        percent(milliseconds / whole),
        computes ? number("%.2f", gigaflops) : "",
        computes ? number("%.0f", speed) : "",
        computes && limit.isPresent() ? percent(speed / limit.orElseThrow()) : "");
  }

  private static String percent(double share) {
    return number("%.0f %%", 100 * share);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
