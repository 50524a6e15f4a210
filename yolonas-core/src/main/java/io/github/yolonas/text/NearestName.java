package io.github.yolonas.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What somebody who mistyped a name may have meant. */
public final class NearestName {
  private NearestName() {}

  /** The known name that differs least, without regard to case, if that is little. */
  public static Optional<String> of(String mistyped, Collection<String> known) {
    return of(mistyped, known, UnaryOperator.identity());
  }

  /**
   * The same, of names that count as equal where they are after {@code plain}.
   *
   * @param plain takes away what makes no difference, such as dashes
   */
  public static Optional<String> of(
      String mistyped, Collection<String> known, UnaryOperator<String> plain) {
    String typed = plain.apply(mistyped);
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(typed, plain.apply(name))))
        .filter(name -> distance(typed, plain.apply(name)) <= Math.max(1, name.length() / 3));
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
