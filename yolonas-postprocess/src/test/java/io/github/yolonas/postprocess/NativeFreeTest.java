package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Results and suppression serve programs that have no native library on their class path. */
class NativeFreeTest {

  @Test
  void suppressionAndResultsLoadWithoutLibTorch() throws Exception {
    URL own = NonMaxSuppression.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (URLClassLoader bare = new URLClassLoader(new URL[] {own}, platform)) {
      Class<?> nms = bare.loadClass(NonMaxSuppression.class.getName());
      Object perClass = nms.getMethod("perClass", double.class).invoke(null, 0.5);
      Object kept =
          nms.getMethod("keep", float[].class, float[].class, int[].class)
              .invoke(perClass, new float[] {0, 0, 1, 1}, new float[] {0.5f}, new int[] {0});
      assertThat((int[]) kept).containsExactly(0);
      for (Class<?> type :
          new Class<?>[] {
            BoundingBox.class,
            Detection.class,
            DetectionPrediction.class,
            ImageShape.class,
            PostprocessOptions.class,
            DetectionPostprocessor.class
          }) {
        assertThat(Class.forName(type.getName(), true, bare).getDeclaredMethods()).isNotEmpty();
      }
    }
  }
}
