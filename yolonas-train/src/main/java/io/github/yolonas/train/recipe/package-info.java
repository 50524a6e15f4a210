/**
 * A whole training as one description: which network learns what from which images, in one phase or
 * several.
 *
 * <p>{@link io.github.yolonas.train.recipe.Recipe} is the door; it is built in Java or read from a
 * YAML file, and {@link io.github.yolonas.train.recipe.RecipeRun} does what it says. Where images
 * come from is what a {@link io.github.yolonas.train.recipe.DatasetSource} says.
 */
@NullMarked
package io.github.yolonas.train.recipe;

import org.jspecify.annotations.NullMarked;
