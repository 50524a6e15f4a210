package io.github.yolonas;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.gray;
import static io.github.yolonas.Results.on;
import static io.github.yolonas.Results.onGray;
import static io.github.yolonas.Results.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDetectionPredictionTest {
  private static final DrawOptions RED =
      DrawOptions.builder().color("cat", Color.RED).showLabels(false).build();

  @TempDir private Path folder;

  @Test
  void drawsOnACopyOfItsOwnSize() {
    ImageDetectionPrediction result = onGray(123, 77, detection(0, 0.9f, 20, 20, 60, 60));
    BufferedImage drawn = result.draw(RED);
    assertThat(drawn.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(drawn.getWidth()).isEqualTo(123);
    assertThat(drawn.getHeight()).isEqualTo(77);
    assertThat(drawn.getRGB(40, 20)).isEqualTo(Color.RED.getRGB());
    assertThat(result.image().rgb(40, 20)).as("the result's own").isEqualTo(0x808080);
    assertThat(pixels(result.draw(RED))).isEqualTo(pixels(drawn));
  }

  @Test
  void nothingFoundIsTheImageItself() {
    BufferedImage image = gray(200, 100);
    image.setRGB(3, 4, 0x123456);
    assertThat(pixels(on(image).draw())).isEqualTo(pixels(image));
  }

  @Test
  void labelsAreDrawnByDefault() {
    ImageDetectionPrediction result = onGray(300, 200, detection(0, 0.9f, 50, 50, 150, 150));
    assertThat(pixels(result.draw()))
        .isNotEqualTo(pixels(result.draw(DrawOptions.builder().showLabels(false).build())));
  }

  @Test
  void savesWhatItDraws() throws IOException {
    ImageDetectionPrediction result = onGray(300, 200, detection(0, 0.9f, 50, 50, 150, 150));
    Path file = folder.resolve("out.png");
    result.save(file);
    assertThat(pixels(ImageIO.read(file.toFile()))).isEqualTo(pixels(result.draw()));
    result.save(file, RED);
    assertThat(pixels(ImageIO.read(file.toFile()))).isEqualTo(pixels(result.draw(RED)));
  }

  @Test
  void withoutPixelsThereIsJsonButNoPicture() {
    ImageDetectionPrediction result = withoutImage("a.jpg", found(9, 9));
    assertThat(result.toJson()).startsWith("{\"source\":\"a.jpg\",\"width\":9");
    assertThatThrownBy(result::draw)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a.jpg: its pixels were not kept; predict with keepImage(true)");
    assertThatThrownBy(() -> result.save(folder.resolve("out.png")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnknownClassIsRefused() {
    assertThatThrownBy(() -> onGray(9, 9).draw(DrawOptions.builder().classes("bird").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes: the model knows no 'bird'; expected some of [cat, dog, ψάρι]");
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }
}
