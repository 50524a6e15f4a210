package io.github.yolonas.train.recipe;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe cannot be followed. The message says everything that is wrong, a line for each. */
public final class RecipeException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<RecipeProblem> problems;

  RecipeException(String recipe, List<RecipeProblem> problems) {
    super(
        problems.size() == 1
            ? recipe + ": " + problems.get(0)
            : problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(
                    Collectors.joining("", recipe + ": " + problems.size() + " problems:", "")));
    this.problems = List.copyOf(problems);
  }

  RecipeException(String recipe, String message, Throwable cause) {
    super(recipe + ": " + message, cause);
    problems = List.of(new RecipeProblem("", message));
  }

  /** What is wrong, in the recipe's order. */
  public List<RecipeProblem> problems() {
    return problems;
  }
}
