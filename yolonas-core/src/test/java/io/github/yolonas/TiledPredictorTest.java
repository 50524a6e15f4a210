package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class TiledPredictorTest {
  private static YoloNas model;

  @BeforeAll
  static void load() {
    model = YoloNas.load(ToyModel.CHECKPOINT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** Scenes of 320×320 far apart on a large canvas: shrunk to the input, they are nearly gone. */
  @Test
  void smallObjectsThatAResizeLosesAreFound() throws IOException {
    BufferedImage canvas = new BufferedImage(3_000, 2_000, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = canvas.createGraphics();
    g.setColor(Color.GRAY);
    g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    BufferedImage scene = ImageIO.read(ToyModel.image("scene_11_320x240.png").toFile());
    int[][] places = {{0, 0}, {2_680, 1_760}, {1_111, 777}};
    for (int[] place : places) {
      g.drawImage(scene, place[0], place[1], null);
    }
    g.dispose();
    List<Detection> alone = model.predict(ImageSource.of(scene)).prediction().detections();
    ImageDetectionPrediction tiled =
        new TiledPredictor(model, 320).predict(ImageSource.of(canvas), PredictOptions.defaults());
    assertThat(tiled.image()).hasToString("RgbImage 3000×2000");
    for (int[] place : places) {
      BoundingBox circle = moved(alone.get(1).box(), place);
      assertThat(alone.get(1).className()).isEqualTo("circle");
      assertThat(tiled.prediction().stream())
          .anyMatch(d -> d.className().equals("circle") && d.box().iou(circle) > 0.7);
    }
    assertThat(model.predict(ImageSource.of(canvas)).prediction().size())
        .isLessThan(tiled.prediction().size());
  }

  private static BoundingBox moved(BoundingBox box, int[] by) {
    return new BoundingBox(box.x1() + by[0], box.y1() + by[1], box.x2() + by[0], box.y2() + by[1]);
  }

  @Test
  void anImageNoLargerThanATileIsPredictedWhole() {
    ImageSource image = ImageSource.of(ToyModel.image("scene_11_320x240.png"));
    assertThat(
            new TiledPredictor(model, 320).predict(image, PredictOptions.defaults()).prediction())
        .isEqualTo(model.predict(image).prediction());
  }

  @Test
  void tilesHaveALeastSize() {
    assertThatThrownBy(() -> new TiledPredictor(model, 31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tileSize: expected at least 32, found 31");
  }
}
