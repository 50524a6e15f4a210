package io.github.yolonas.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.LetterboxedImage;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each augmentation does beyond moving boxes, and what it refuses. */
@ExtendWith(NativeLeakExtension.class)
class AugmentationTest {
  private static final InputSize SIZE = new InputSize(96, 160);
  private static final PaintedImages DATA =
      new PaintedImages(List.of(List.of(0, 1), List.of(2), List.of()), 114, 5);

  private static AugmentationContext context(long seed) {
    return AugmentationContext.of(DATA, seed, 0, 0);
  }

  private static LabelledImage noise(int width, int height, LabelledObject... objects) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(3).nextBytes(rgb);
    return new LabelledImage("noise", RgbImage.ofRgb(rgb, width, height), List.of(objects));
  }

  private static LabelledImage plain(int red, int green, int blue) {
    byte[] rgb = {(byte) red, (byte) green, (byte) blue};
    return new LabelledImage("plain", RgbImage.ofRgb(rgb, 1, 1), List.of());
  }

  /** The pixels of validation are those of prediction, bit for bit. */
  @Test
  void validationIsWhatPredictionSees() {
    Preprocessor prediction =
        new Preprocessor(
            PreprocessOptions.cocoDefault().withInputSize(SIZE.height(), SIZE.width()));
    for (int[] shape : new int[][] {{200, 100}, {37, 91}, {156, 92}, {5, 400}, {161, 97}}) {
      BoundingBox whole = new BoundingBox(0, 0, shape[0], shape[1]);
      LabelledImage image = noise(shape[0], shape[1], LabelledObject.of(2, whole));
      LabelledImage result = AugmentationPipeline.validation(SIZE).apply(image, context(1));
      try (DecodedImage decoded =
              ImageDecoder.decode(ImageSource.of(image.image()), ImageReadOptions.defaults());
          LetterboxedImage boxed = prediction.prepare(decoded)) {
        assertThat(result.image().toRgbBytes()).isEqualTo(boxed.toBytes());
        BoundingBox box = result.objects().get(0).box();
        assertThat(boxed.letterbox().toImageX(box.x2())).isEqualTo(shape[0], offset());
        assertThat(boxed.letterbox().toImageY(box.y1())).isEqualTo(0, offset());
      }
    }
  }

  private static Offset<Float> offset() {
    return Offset.offset(0.01f);
  }

  @Test
  void paddingIsGrayBelowAndRight() {
    LabelledImage result =
        AugmentationPipeline.of(LongestSideRescaleAndPad.bottomRight(SIZE))
            .apply(plain(10, 20, 30), context(1));
    assertThat(result.image().rgb(0, 0)).isEqualTo(0x0A141E);
    assertThat(result.image().rgb(95, 95)).isEqualTo(0x0A141E);
    assertThat(result.image().rgb(96, 0)).isEqualTo(0x727272);
    assertThat(result.image().rgb(159, 95)).isEqualTo(0x727272);
  }

  /** Pure red, shifted in hue: as bright and as saturated, at most 36 degrees away. */
  @Test
  void hueComesRound() {
    List<Integer> degrees = new ArrayList<>();
    for (int seed = 0; seed < 400; seed++) {
      int rgb = new Hsv(1, 18, 0, 0).apply(plain(255, 0, 0), context(seed)).image().rgb(0, 0);
      float[] hsb = Color.RGBtoHSB(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF, null);
      assertThat(hsb[1]).isEqualTo(1);
      assertThat(hsb[2]).isEqualTo(1);
      int hue = Math.round(360 * hsb[0]);
      degrees.add(hue > 180 ? hue - 360 : hue);
    }
    assertThat(degrees).allMatch(degree -> Math.abs(degree) <= 36);
    assertThat(degrees).anyMatch(degree -> degree < -25).anyMatch(degree -> degree > 25);
    // Half are not shifted, and of the others one in eighteen by less than one.
    assertThat(degrees.stream().filter(degree -> degree == 0).count()).isBetween(160L, 260L);
  }

  /** A gray has no hue; its value moves by up to 30 and stops at the ends. */
  @Test
  void valueIsShiftedAndClamped() {
    List<Integer> levels = new ArrayList<>();
    for (int seed = 0; seed < 400; seed++) {
      int rgb = new Hsv(1, 18, 0, 30).apply(plain(240, 240, 240), context(seed)).image().rgb(0, 0);
      assertThat(rgb & 0xFF).isEqualTo(rgb >> 16).isEqualTo(rgb >> 8 & 0xFF);
      levels.add(rgb & 0xFF);
    }
    assertThat(levels).allMatch(level -> level >= 211);
    assertThat(levels).contains(240, 255).anyMatch(level -> level < 216);
  }

  @Test
  void reversedChannelsAreReversed() {
    assertThat(new ReverseChannels(1).apply(plain(1, 2, 3), context(0)).image().rgb(0, 0))
        .isEqualTo(0x030201);
  }

  @Test
  void probabilityIsHowOften() {
    LabelledImage image = noise(8, 8, LabelledObject.of(0, new BoundingBox(0, 0, 2, 2)));
    assertThat(flips(0, image)).isZero();
    assertThat(flips(1, image)).isEqualTo(1000);
    assertThat(flips(0.3, image)).isBetween(240, 360); // four deviations
  }

  private static int flips(double probability, LabelledImage image) {
    int flips = 0;
    for (int seed = 0; seed < 1000; seed++) {
      LabelledImage result = new HorizontalFlip(probability).apply(image, context(seed));
      flips += result.objects().get(0).box().x1() == 6 ? 1 : 0;
    }
    return flips;
  }

  @Test
  void boxesBeyondTheImageAreClippedAndEmptyOnesDropped() {
    LabelledImage image =
        noise(
            20,
            10,
            new LabelledObject(0, new BoundingBox(-5, -5, 5, 50), true),
            LabelledObject.of(1, new BoundingBox(20, 2, 30, 4)),
            LabelledObject.of(2, new BoundingBox(3, 3, 3, 5)));
    LabelledImage result = new HorizontalFlip(1).apply(image, context(0));
    assertThat(result.objects())
        .containsExactly(new LabelledObject(0, new BoundingBox(15, 0, 20, 10), true));
    assertThat(result.name()).isEqualTo("noise");
  }

  /** What falls by the filters of the affine: too small, mostly outside, a thin line. */
  @Test
  void theAffineDropsWhatIsNoObjectAnyMore() {
    RandomAffineOptions still =
        RandomAffineOptions.builder().translate(0).scale(1, 1).size(Optional.of(SIZE)).build();
    // 320×192 onto 160×96: its middle half is shown, from (80, 48) on.
    LabelledImage image =
        noise(
            320,
            192,
            LabelledObject.of(0, new BoundingBox(100, 60, 140, 100)),
            LabelledObject.of(1, new BoundingBox(60, 60, 82.5f, 100)), // an eighth is inside
            LabelledObject.of(2, new BoundingBox(60, 60, 82, 100)), // less than a tenth is
            LabelledObject.of(3, new BoundingBox(90, 60, 91.5f, 80)), // 1.5 wide
            LabelledObject.of(4, new BoundingBox(90, 90, 180, 94)), // 22 to 1
            LabelledObject.of(5, new BoundingBox(0, 0, 70, 40)));
    LabelledImage result = new RandomAffine(still).apply(image, context(0));
    assertThat(result.objects())
        .containsExactly(
            LabelledObject.of(0, new BoundingBox(20, 12, 60, 52)),
            LabelledObject.of(1, new BoundingBox(0, 12, 2.5f, 52)));
    assertThat(result.image().toRgbBytes())
        .isEqualTo(image.image().crop(80, 48, 160, 96).toRgbBytes());
  }

  @Test
  void cropsDropWhatIsHardlySeen() {
    BoundingBox wide = new BoundingBox(0, 10, 100, 20);
    LabelledImage image = noise(100, 40, LabelledObject.of(0, wide));
    int kept = 0;
    for (int seed = 0; seed < 200; seed++) {
      LabelledImage result = new RandomCrop(1, 0.1, 0.5).apply(image, context(seed));
      for (LabelledObject object : result.objects()) {
        kept++;
        assertThat(object.box().area()).isGreaterThanOrEqualTo(wide.area() / 2);
      }
    }
    assertThat(kept).isBetween(20, 180);
  }

  @Test
  void withoutOtherObjectsMixupLeavesTheImage() {
    PaintedImages empty = new PaintedImages(List.of(List.of(), List.of()), 114, 1);
    LabelledImage image = noise(30, 20);
    AugmentationContext context = AugmentationContext.of(empty, 1, 0, 0);
    assertThat(context.anotherWithObjects()).isEmpty();
    assertThat(new Mixup(1, 1, 1, 0).apply(image, context).image().toRgbBytes())
        .isEqualTo(image.image().toRgbBytes());
  }

  /** One image in two hundred has objects: it is found, whatever is drawn. */
  @Test
  void theOneImageWithObjectsIsFound() {
    List<List<Integer>> classes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      classes.add(i == 77 ? List.of(4) : List.of());
    }
    PaintedImages rare = new PaintedImages(classes, 114, 1);
    for (int seed = 0; seed < 5; seed++) {
      AugmentationContext context = AugmentationContext.of(rare, seed, 0, 0);
      assertThat(context.anotherWithObjects().orElseThrow().name()).isEqualTo("painted 77");
    }
  }

  @Test
  void refusesWhatIsOutOfRange() {
    refused(() -> new HorizontalFlip(1.5), "probability: expected 0.0 to 1.0, found 1.5");
    refused(() -> new VerticalFlip(Double.NaN), "probability: expected 0.0 to 1.0, found NaN");
    refused(() -> new Hsv(1, 91, 0, 0), "hue: expected 0 to 90, found 91");
    refused(() -> new RandomCrop(1, 0, 0), "minSide: expected above 0 up to 1, found 0.0");
    refused(() -> new Mixup(1, 2, 1, 0), "scale: expected the least first, found 2.0 to 1.0");
    refused(
        () -> RandomAffineOptions.builder().scale(0, 1).build(),
        "minScale: expected 0.05 to 20.0, found 0.0");
    refused(
        () -> RandomAffineOptions.builder().borderValue(256).build(),
        "borderValue: expected 0 to 255, found 256");
    refused(
        () -> RandomAffineOptions.builder().maxAspectRatio(1).build(),
        "maxAspectRatio: expected above 1, found 1.0");
    refused(
        () -> new LongestSideRescaleAndPad(SIZE, 32, LongestSideRescaleAndPad.Padding.CENTER, 114),
        "margin: expected 0 to 31, found 32");
  }

  private static void refused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
