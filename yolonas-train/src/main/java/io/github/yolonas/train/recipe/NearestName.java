package io.github.yolonas.train.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody who mistyped a name may have meant. */
final class NearestName {
  private NearestName() {}

  /** "did you mean …?" if a known name is near, else all of them. */
  static String hint(String mistyped, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(name -> distance(mistyped, name)))
        .filter(name -> distance(mistyped, name) <= Math.max(1, name.length() / 3))
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> "expected one of " + String.join(", ", known));
  }

  /** Levenshtein's, without regard to case, dashes and underscores. */
  private static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
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

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }
}
