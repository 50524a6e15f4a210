package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.Rows;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class TiledPredictorTest {
  private static final int SCENE = 320;
  private static final Path ONE = ToyModel.image("scene_00_320x320.png");
  private static final Path OTHER = ToyModel.image("scene_10_320x320.png");

  /** The threshold that the checkpoint stores. */
  private static final double IOU = 0.65;

  private static YoloNas model;

  @BeforeAll
  static void load() {
    model = YoloNas.load(ToyModel.CHECKPOINT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void anImageNoLargerThanATileIsPredictedWhole() {
    ImageDetectionPrediction tiled =
        new TiledPredictor(model, SCENE).predict(ImageSource.of(ONE), PredictOptions.defaults());
    ImageDetectionPrediction whole = model.predict(ONE);
    assertThat(tiled.prediction()).isEqualTo(whole.prediction()).isNotEmpty();
    assertThat(tiled.source()).isEqualTo(ONE.toString());
    assertThat(tiled.image().toRgbBytes()).isEqualTo(whole.image().toRgbBytes());
  }

  /** Four scenes side by side: four of the nine tiles hold just one of them each. */
  @Test
  void findsInALargeImageWhatIsInItsParts() {
    RgbImage one = model.predict(ONE).image();
    RgbImage other = model.predict(OTHER).image();
    RgbImage mosaic = mosaic(one, other, other, one);
    DetectionPrediction tiled = tiled(mosaic, PredictOptions.defaults()).prediction();
    assertThat(tiled.imageShape()).isEqualTo(new ImageShape(2 * SCENE, 2 * SCENE));
    assertFoundAt(0, 0, ONE, tiled);
    assertFoundAt(SCENE, 0, OTHER, tiled);
    assertFoundAt(0, SCENE, OTHER, tiled);
    assertFoundAt(SCENE, SCENE, ONE, tiled);
    assertNothingTwice(tiled);
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

  /** Each detection of the part is there, or one as good that overlaps it. */
  private static void assertFoundAt(int left, int top, Path scene, DetectionPrediction tiled) {
    DetectionPrediction part = model.predict(scene).prediction();
    assertThat(part).isNotEmpty();
    for (Detection d : part) {
      BoundingBox moved = moved(d.box(), new int[] {left, top});
      assertThat(tiled)
          .anySatisfy(
              found -> {
                assertThat(found.label()).isEqualTo(d.label());
                assertThat(found.confidence()).isGreaterThan(d.confidence() - 1e-4f);
                assertThat(found.box().iou(moved)).isGreaterThan((float) IOU);
              });
    }
  }

  private static void assertNothingTwice(DetectionPrediction prediction) {
    List<Detection> all = prediction.detections();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (all.get(i).label() == all.get(j).label()) {
          assertThat(all.get(i).box().iou(all.get(j).box())).isLessThan((float) IOU + 1e-4f);
        }
      }
    }
  }

  @Test
  void theNumberOfTilesInABatchChangesNothing() {
    RgbImage mosaic = mosaic(model.predict(ONE).image(), model.predict(OTHER).image());
    DetectionPrediction alone =
        tiled(mosaic, PredictOptions.builder().batchSize(1).build()).prediction();
    DetectionPrediction together =
        tiled(mosaic, PredictOptions.builder().batchSize(4).build()).prediction();
    assertThat(alone).isNotEmpty();
    assertThat(rows(together).unmatched(rows(alone))).isEmpty();
  }

  @Test
  void limitsHoldForTheWholeImage() {
    RgbImage mosaic = mosaic(model.predict(ONE).image(), model.predict(OTHER).image());
    PredictOptions two = PredictOptions.builder().maxPredictions(2).keepImage(false).build();
    ImageDetectionPrediction limited = tiled(mosaic, two);
    List<Detection> all = tiled(mosaic, PredictOptions.defaults()).prediction().detections();
    assertThat(all).hasSizeGreaterThan(2);
    assertThat(limited.prediction().confidence())
        .containsExactly(all.get(0).confidence(), all.get(1).confidence());
    assertThatThrownBy(limited::image).isInstanceOf(IllegalStateException.class);
  }

  /** Found in several tiles, an object is one box between them, no surer than the surest. */
  @Test
  void fusedBoxesLieBetweenThoseOfTheTiles() {
    RgbImage mosaic = mosaic(model.predict(ONE).image(), model.predict(OTHER).image());
    DetectionPrediction suppressed = tiled(mosaic, PredictOptions.defaults()).prediction();
    TilingOptions fuse =
        TilingOptions.builder().tileSize(SCENE).merge(TilingOptions.Merge.FUSE).build();
    DetectionPrediction fused =
        new TiledPredictor(model, fuse).predict(ImageSource.of(mosaic)).prediction();
    assertNothingTwice(fused);
    assertThat(fused).isNotEqualTo(suppressed).hasSameSizeAs(suppressed);
    for (Detection d : suppressed) {
      assertThat(fused)
          .anySatisfy(
              found -> {
                assertThat(found.label()).isEqualTo(d.label());
                assertThat(found.box().iou(d.box())).isGreaterThan(0.8f);
                assertThat(found.confidence()).isLessThanOrEqualTo(d.confidence() + 1e-6f);
              });
    }
  }

  @Test
  void progressIsToldTileByTile() {
    List<String> progress = new ArrayList<>();
    TilingOptions tiling =
        TilingOptions.builder()
            .tileSize(SCENE)
            .overlap(0)
            .progress((done, total) -> progress.add(done + " of " + total.orElseThrow()))
            .build();
    RgbImage mosaic = mosaic(model.predict(ONE).image(), model.predict(OTHER).image());
    new TiledPredictor(model, tiling).predict(ImageSource.of(mosaic));
    assertThat(progress).containsExactly("1 of 2", "2 of 2");
  }

  @Test
  void anInterruptStopsBetweenTiles() {
    TilingOptions tiling =
        TilingOptions.builder()
            .tileSize(SCENE)
            .progress((done, total) -> Thread.currentThread().interrupt())
            .build();
    ImageSource mosaic =
        ImageSource.of(mosaic(model.predict(ONE).image(), model.predict(OTHER).image()));
    assertThatThrownBy(() -> new TiledPredictor(model, tiling).predict(mosaic))
        .isInstanceOf(CancellationException.class)
        .hasMessage("interrupted after 1 of 3 tiles");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anImageThatCannotBeReadIsNamed() {
    TiledPredictor tiles = new TiledPredictor(model, SCENE);
    ImageSource missing = ImageSource.of(Path.of("no.png"));
    assertThatThrownBy(() -> tiles.predict(missing, PredictOptions.defaults()))
        .isInstanceOf(ImageReadException.class)
        .hasMessageStartingWith("no.png");
  }

  private static ImageDetectionPrediction tiled(RgbImage image, PredictOptions options) {
    return new TiledPredictor(model, SCENE).predict(ImageSource.of(image), options);
  }

  private static Rows rows(DetectionPrediction prediction) {
    return Rows.of(prediction.bboxesXyxy(), prediction.confidence(), prediction.labels());
  }

  /** Scenes in rows of two. */
  private static RgbImage mosaic(RgbImage... scenes) {
    int width = 2 * SCENE;
    byte[] rgb = new byte[3 * width * SCENE * (scenes.length / 2)];
    for (int i = 0; i < scenes.length; i++) {
      byte[] scene = scenes[i].toRgbBytes();
      for (int y = 0; y < SCENE; y++) {
        int to = 3 * ((i / 2 * SCENE + y) * width + i % 2 * SCENE);
        System.arraycopy(scene, 3 * y * SCENE, rgb, to, 3 * SCENE);
      }
    }
    return RgbImage.ofRgb(rgb, width, rgb.length / 3 / width);
  }
}
