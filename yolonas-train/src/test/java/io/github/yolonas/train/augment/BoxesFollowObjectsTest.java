package io.github.yolonas.train.augment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an augmentation does to an object's pixels, its box is where they went. */
@ExtendWith(NativeLeakExtension.class)
class BoxesFollowObjectsTest {
  private static final int SEEDS = 60;
  private static final InputSize SIZE = new InputSize(224, 256);

  /**
   * An augmentation with what it promises.
   *
   * @param tolerance by how much box and pixels may differ, in pixels: nothing where pixels are
   *     only moved; one where edges fall between pixels, of which more than half must be covered to
   *     count (0.5) after a scaling that itself rounds (0.5); two where a turned rectangle's tip,
   *     itself a fraction of a pixel, decides
   * @param dropped up to which width or height in pixels what is left of an object may have no box
   */
  private record Promise(Augmentation augmentation, double tolerance, double dropped) {
    @Override
    public String toString() {
      return augmentation.toString();
    }
  }

  private static RandomAffineOptions.Builder affine() {
    return RandomAffineOptions.builder().minAreaRatio(0).minBoxSide(4).maxAspectRatio(1000);
  }

  static Stream<Promise> promises() {
    return Stream.of(
        new Promise(new HorizontalFlip(1), 0, 0),
        new Promise(new VerticalFlip(1), 0, 0),
        new Promise(new Rotate90(1), 0, 0),
        new Promise(new Hsv(1, 0, 0, 20), 0, 0),
        new Promise(new RandomCrop(1, 0.4, 0), 0, 0),
        new Promise(LongestSideRescaleAndPad.bottomRight(SIZE), 1, 0),
        new Promise(LongestSideRescaleAndPad.asPrediction(SIZE), 1, 0),
        new Promise(new RandomAffine(affine().build()), 1, 5),
        new Promise(new RandomAffine(affine().size(Optional.of(SIZE)).build()), 1, 5),
        new Promise(
            new RandomAffine(affine().degrees(180).shear(15).scale(0.6, 1.25).build()), 2, 6),
        new Promise(new Mosaic(1, SIZE), 1, 0),
        new Promise(
            AugmentationPipeline.of(
                new Mosaic(1, SIZE),
                new RandomAffine(affine().size(Optional.of(SIZE)).scale(0.8, 1.5).build()),
                new HorizontalFlip(0.5),
                new VerticalFlip(0.5),
                new Rotate90(0.5),
                new RandomCrop(0.5, 0.7, 0),
                LongestSideRescaleAndPad.asPrediction(SIZE)),
            2.5,
            7));
  }

  /** Image 0 has all classes; image 1, which stands beside it in mosaics, none. */
  private static PaintedImages images(long seed) {
    return new PaintedImages(List.of(List.of(0, 1, 2, 3, 4, 5), List.of()), 114, seed);
  }

  @ParameterizedTest
  @MethodSource("promises")
  void whereTheirPixelsWent(Promise promise) {
    int seen = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      PaintedImages data = images(seed);
      AugmentationContext context = AugmentationContext.of(new StandIn(data, 1), seed, 0, 0);
      LabelledImage result = promise.augmentation.apply(data.read(0), context);
      for (int label = 0; label < PaintedImages.COLOURS.size(); label++) {
        seen += check(promise, result, label, seed) ? 1 : 0;
      }
    }
    assertThat(seen).isGreaterThan(SEEDS);
  }

  private static boolean check(Promise promise, LabelledImage result, int label, int seed) {
    Optional<BoundingBox> pixels =
        ColouredPixels.ofColour(result.image(), PaintedImages.COLOURS.get(label));
    List<BoundingBox> boxes =
        result.objects().stream().filter(o -> o.label() == label).map(LabelledObject::box).toList();
    String what = "%s seed %d class %d".formatted(promise, seed, label);
    assertThat(boxes).as(what).hasSizeLessThanOrEqualTo(1);
    if (boxes.isEmpty()) {
      assertThat(pixels.map(box -> Math.min(box.width(), box.height())).orElse(0f))
          .as(what)
          .isLessThanOrEqualTo((float) promise.dropped);
      return false;
    }
    requireInside(boxes.get(0), result.image(), what);
    if (Math.min(boxes.get(0).width(), boxes.get(0).height()) <= 2 * promise.tolerance) {
      return false; // a sliver at the border, which need not cover half of any pixel
    }
    BoundingBox coloured = pixels.orElseThrow(() -> new AssertionError(what + ": no pixels"));
    float[] found = coloured.toXyxy();
    float[] told = boxes.get(0).toXyxy();
    for (int side = 0; side < 4; side++) {
      assertThat((double) Math.abs(found[side] - told[side]))
          .as("%s: %s, pixels in %s", what, boxes.get(0), coloured)
          .isLessThanOrEqualTo(promise.tolerance);
    }
    return true;
  }

  private static void requireInside(BoundingBox box, RgbImage image, String what) {
    assertThat(box).as(what).isEqualTo(box.clip(image.width(), image.height()));
    assertThat(box.width()).as(what).isPositive();
    assertThat(box.height()).as(what).isPositive();
  }

  /**
   * Edges and centres of pixels are half a pixel apart. Who moves both alike is, at a scale of a
   * half, a quarter of a pixel off on average.
   */
  @Test
  void scaledBoxesAreNotShifted() {
    RandomAffine half = new RandomAffine(affine().scale(0.5, 0.5).translate(0.2).build());
    double shift = 0;
    int boxes = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      PaintedImages data = images(seed);
      LabelledImage result = half.apply(data.read(0), AugmentationContext.of(data, seed, 0, 0));
      for (LabelledObject object : result.objects()) {
        int colour = PaintedImages.COLOURS.get(object.label());
        BoundingBox pixels = ColouredPixels.ofColour(result.image(), colour).orElseThrow();
        shift += pixels.centerX() - object.box().centerX();
        shift += pixels.centerY() - object.box().centerY();
        boxes++;
      }
    }
    assertThat(boxes).isGreaterThan(5 * SEEDS);
    assertThat(shift / (2 * boxes)).isBetween(-0.06, 0.06);
  }

  /** All four are there, each with its own colour, and none hides another's box. */
  @Test
  void aMosaicShowsFourImages() {
    Map<Integer, Integer> shown = new HashMap<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      PaintedImages data =
          new PaintedImages(List.of(List.of(0), List.of(1), List.of(2), List.of(3)), 114, seed);
      LabelledImage result =
          new Mosaic(1, SIZE).apply(data.read(0), AugmentationContext.of(data, seed, 3, 0));
      assertThat(result.image().width()).isEqualTo(2 * SIZE.width());
      assertThat(result.image().height()).isEqualTo(2 * SIZE.height());
      assertThat(result.objects()).hasSizeBetween(1, 4);
      for (LabelledObject object : result.objects()) {
        shown.merge(object.label(), 1, Integer::sum);
        BoundingBox box = object.box();
        if (Math.min(box.width(), box.height()) < 2) {
          continue; // no whole pixel
        }
        int middle = result.image().rgb((int) box.centerX(), (int) box.centerY());
        assertThat(middle).isEqualTo(PaintedImages.COLOURS.get(object.label()));
      }
    }
    assertThat(shown).containsOnlyKeys(0, 1, 2, 3);
    assertThat(shown.get(0)).isGreaterThan(shown.get(1)); // its own image is always one of them
  }

  /** The image is red on black, the other green: each half as bright, each in its channel. */
  @Test
  void mixupKeepsTheBoxesOfBoth() {
    int others = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      PaintedImages data = new PaintedImages(List.of(List.of(0), List.of(1)), 0, seed);
      LabelledImage image = data.read(0);
      LabelledImage result =
          new Mixup(1, 0.5, 1.5, 0.5)
              .apply(image, AugmentationContext.of(new StandIn(data, 1), seed, 0, 0));
      assertThat(result.image().width()).isEqualTo(image.image().width());
      assertThat(result.objects().get(0)).isEqualTo(image.objects().get(0));
      // Gray padding beside the other adds 57; half of an edge pixel's red or green adds 64.
      BoundingBox own = ColouredPixels.bounds(result.image(), rgb -> rgb >> 16 > 120).orElseThrow();
      assertThat(own).isEqualTo(image.objects().get(0).box());
      for (LabelledObject object : result.objects().subList(1, result.objects().size())) {
        assertThat(object.label()).isEqualTo(1);
        others += agrees(object.box(), result.image()) ? 1 : 0;
      }
    }
    assertThat(others).isGreaterThan(SEEDS / 2);
  }

  private static boolean agrees(BoundingBox box, RgbImage image) {
    if (Math.min(box.width(), box.height()) < 3) {
      return false; // a sliver at the border
    }
    BoundingBox pixels =
        ColouredPixels.bounds(image, rgb -> (rgb >> 8 & 0xFF) > 64 && (rgb & 0xFF) < 40)
            .orElseThrow();
    for (int side = 0; side < 4; side++) {
      assertThat((double) pixels.toXyxy()[side]).isCloseTo(box.toXyxy()[side], within(1));
    }
    return true;
  }

  private static Offset<Double> within(double pixels) {
    return Offset.offset(pixels);
  }
}
