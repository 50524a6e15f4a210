package io.github.yolonas.train.recipe;

/**
 * Something that is wrong with a recipe. Immutable.
 *
 * @param place where, such as {@code line 3, column 5}; may be empty
 * @param message what, what was expected, and what was found
 */
public record RecipeProblem(String place, String message) {
  @Override
  public String toString() {
    return place.isEmpty() ? message : place + ": " + message;
  }
}
