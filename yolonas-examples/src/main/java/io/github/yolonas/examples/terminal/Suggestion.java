package io.github.yolonas.examples.terminal;

import io.github.yolonas.text.NearestName;
import java.util.Collection;
import java.util.List;
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
    return NearestName.of(mistyped, known);
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
}
