package io.github.yolonas.train.recipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** What was found to be wrong so far; the same thing once only. */
final class Problems {
  private final Set<RecipeProblem> found = new LinkedHashSet<>();
  private final List<Throwable> causes = new ArrayList<>();

  void add(Node at, String message) {
    add(
        at.getStartMark().map(mark -> place(mark.getLine(), mark.getColumn())).orElse("somewhere"),
        message);
  }

  void add(String place, String message) {
    found.add(new RecipeProblem(place, message));
  }

  /** What an exception says; it comes along with its stack. */
  void add(String place, Throwable cause) {
    add(place, cause.getMessage() == null ? cause.toString() : cause.getMessage());
    causes.add(cause);
  }

  /** Where something is, counted from 1 as editors do. */
  static String place(int line, int column) {
    return "line %d, column %d".formatted(line + 1, column + 1);
  }

  List<RecipeProblem> all() {
    return new ArrayList<>(found);
  }

  void throwIfAny(String recipe) {
    if (!found.isEmpty()) {
      RecipeException exception = new RecipeException(recipe, all());
      causes.forEach(exception::addSuppressed);
      throw exception;
    }
  }
}
