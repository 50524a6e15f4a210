package io.github.yolonas.examples.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody who mistyped a name may have meant. */
public final class Suggestion {
  private static final int MOST_LISTED = 20;

  private Suggestion() {}

  /** "Did you mean …?" if a known name is near, else the known names. */
  public static String of(String mistyped, List<String> known) {
    return nearest(mistyped, known)
        .map(Suggestion::question)
        .orElseGet(() -> "It knows " + list(known));
  }

  /** The known name that differs least, if that is little. */
  public static Optional<String> nearest(String mistyped, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(mistyped, name)))
        .filter(name -> distance(mistyped, name) <= Math.max(1, name.length() / 3));
  }

  /** "Did you mean …?" of one name. */
  public static String question(String name) {
    return "Did you mean '" + name + "'?";
  }

  private static String list(List<String> known) {
    String shown = String.join(", ", known.subList(0, Math.min(MOST_LISTED, known.size())));
    return known.size() > MOST_LISTED
        ? shown + " and " + (known.size() - MOST_LISTED) + " more"
        : shown;
  }

  /** Levenshtein's, without regard to case. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
