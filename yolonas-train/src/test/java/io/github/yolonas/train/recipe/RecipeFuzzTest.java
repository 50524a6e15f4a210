package io.github.yolonas.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.yolonas.testing.BoundedWork;
import io.github.yolonas.testing.ForeignFile;
import java.nio.file.Path;

/** Any bytes are a recipe, or a {@link RecipeException} that names the file and each problem. */
class RecipeFuzzTest {
  private static final ForeignFile FILE = ForeignFile.named("fuzz.yaml");

  @FuzzTest(maxDuration = "60s")
  void recipe(byte[] data) {
    Path file = FILE.holding(data);
    BoundedWork.read(
        data.length,
        () -> {
          try {
            assertThat(Recipe.read(file).phases()).isNotEmpty();
          } catch (RecipeException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
            assertThat(e.problems())
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.toString()).isNotBlank());
          }
        });
  }
}
