package io.github.yolonas.train.synthetic;

import io.github.yolonas.preprocess.RgbImage;

/** Makes the pixels of a scene. */
final class SceneRenderer {
  private SceneRenderer() {}

  static RgbImage render(Scene scene) {
    byte[] rgb = new byte[Math.multiplyExact(3, scene.width() * scene.height())];
    try (Canvas canvas = new Canvas(scene.width(), scene.height())) {
      scene.background().paint(canvas);
      for (SceneObject object : scene.objects()) {
        object.paint(canvas.graphics());
      }
      int[] pixels = canvas.pixels();
      for (int i = 0; i < pixels.length; i++) {
        rgb[3 * i] = (byte) (pixels[i] >> 16);
        rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
        rgb[3 * i + 2] = (byte) pixels[i];
      }
    }
    scene.degradation().apply(rgb, scene.width(), scene.height());
    return RgbImage.ofRgb(rgb, scene.width(), scene.height());
  }
}
