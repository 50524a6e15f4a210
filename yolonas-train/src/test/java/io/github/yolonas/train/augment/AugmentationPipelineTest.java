package io.github.yolonas.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.data.LabelledImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chains: reproducible, whoever runs them, and without a trace in native memory. */
@ExtendWith(NativeLeakExtension.class)
class AugmentationPipelineTest {
  private static final InputSize SIZE = new InputSize(128, 160);
  private static final PaintedImages DATA =
      new PaintedImages(List.of(List.of(0, 1), List.of(2), List.of(3, 4, 5)), 114, 9);
  private static final AugmentationPipeline EVERYTHING =
      AugmentationPipeline.of(
          new Mosaic(1, SIZE),
          new RandomAffine(
              RandomAffineOptions.builder().size(Optional.of(SIZE)).degrees(10).shear(5).build()),
          Hsv.defaults(),
          new ReverseChannels(0.5),
          new HorizontalFlip(0.5),
          new VerticalFlip(0.5),
          new Rotate90(0.5),
          new RandomCrop(0.5, 0.6, 0.1),
          new Mixup(0.5, 0.5, 1.5, 0.5),
          LongestSideRescaleAndPad.asPrediction(SIZE));

  private static LabelledImage run(Augmentation augmentation, long seed, long epoch, int index) {
    return augmentation.apply(DATA.read(index), AugmentationContext.of(DATA, seed, epoch, index));
  }

  private static void assertSame(LabelledImage a, LabelledImage b) {
    assertThat(a.image().toRgbBytes()).isEqualTo(b.image().toRgbBytes());
    assertThat(a.objects()).isEqualTo(b.objects());
  }

  @Test
  void equalContextsGiveEqualImagesOnAnyThread() {
    List<LabelledImage> alone =
        IntStream.range(0, 24).mapToObj(i -> run(EVERYTHING, 7, i, i % 3)).toList();
    List<LabelledImage> together =
        IntStream.range(0, 24).parallel().mapToObj(i -> run(EVERYTHING, 7, i, i % 3)).toList();
    for (int i = 0; i < 24; i++) {
      assertSame(alone.get(i), together.get(i));
    }
  }

  @Test
  void seedEpochAndIndexEachMatter() {
    byte[] once = run(EVERYTHING, 7, 3, 1).image().toRgbBytes();
    assertThat(run(EVERYTHING, 8, 3, 1).image().toRgbBytes()).isNotEqualTo(once);
    assertThat(run(EVERYTHING, 7, 4, 1).image().toRgbBytes()).isNotEqualTo(once);
    assertThat(run(EVERYTHING, 7, 3, 2).image().toRgbBytes()).isNotEqualTo(once);
  }

  @Test
  void openCvsThreadsDoNotMatter() {
    int before = opencv_core.getNumThreads();
    try {
      opencv_core.setNumThreads(1);
      List<LabelledImage> one =
          IntStream.range(0, 12).mapToObj(i -> run(EVERYTHING, 1, i, i % 3)).toList();
      opencv_core.setNumThreads(4);
      for (int i = 0; i < 12; i++) {
        assertSame(run(EVERYTHING, 1, i, i % 3), one.get(i));
      }
    } finally {
      opencv_core.setNumThreads(before);
    }
  }

  /** A step of one's own that draws much or little, in the middle. */
  @Test
  void whatAStepDrawsIsItsOwnAffair() {
    for (int seed = 0; seed < 20; seed++) {
      assertSame(run(drawing(0), seed, 0, 0), run(drawing(100), seed, 0, 0));
    }
  }

  private static AugmentationPipeline drawing(int numbers) {
    return AugmentationPipeline.of(
        Hsv.defaults(),
        (image, context) -> {
          context.random().ints(numbers).forEach(number -> {});
          return image.withObjects(image.objects().subList(0, 1));
        },
        new HorizontalFlip(0.5),
        new RandomCrop(0.5, 0.5, 0));
  }

  @Test
  void aStepInJavaStandsAmongNativeOnes() {
    List<String> seen = new ArrayList<>();
    AugmentationPipeline pipeline =
        AugmentationPipeline.of(
            new Rotate90(1),
            (image, context) -> {
              seen.add(image.name() + " " + image.image());
              return image.withObjects(List.of());
            },
            LongestSideRescaleAndPad.bottomRight(SIZE));
    LabelledImage result = run(pipeline, 4, 0, 0);
    assertThat(seen).hasSize(1).first().asString().startsWith("painted 0 RgbImage ");
    assertThat(result.objects()).isEmpty();
    assertThat(result.image()).hasToString("RgbImage 160×128");
  }

  @Test
  void readyMadeOnesEndAtTheInputSize() {
    AugmentationPipeline training = AugmentationPipeline.training(SIZE);
    for (AugmentationPipeline pipeline :
        List.of(training, training.withoutMosaic(), AugmentationPipeline.validation(SIZE))) {
      for (int seed = 0; seed < 10; seed++) {
        assertThat(run(pipeline, seed, 0, seed % 3).image()).hasToString("RgbImage 160×128");
      }
    }
    assertThat(training.steps()).hasAtLeastOneElementOfType(Mosaic.class);
    assertThat(training.withoutMosaic().steps())
        .doesNotHaveAnyElementsOfTypes(Mosaic.class, Mixup.class)
        .hasSize(training.steps().size() - 2);
    assertThat(training.withoutMosaic().toString())
        .contains("RandomAffine[probability=1.0, degrees=0.0", "size=Optional.empty");
  }

  @Test
  void noStepsLeaveImagesAsTheyAre() {
    LabelledImage image = DATA.read(0);
    assertSame(run(AugmentationPipeline.of(), 1, 0, 0), image);
  }

  @Test
  void writesIntoABatchAndRefusesAnotherSize() {
    AugmentationPipeline pipeline = AugmentationPipeline.training(SIZE);
    int bytes = 3 * 128 * 160;
    byte[] batch = new byte[3 * bytes];
    AugmentationContext context = AugmentationContext.of(DATA, 1, 2, 0);
    assertThat(pipeline.applyInto(DATA.read(0), context, SIZE, batch, bytes))
        .isEqualTo(run(pipeline, 1, 2, 0).objects());
    assertThat(Arrays.copyOfRange(batch, bytes, 2 * bytes))
        .isEqualTo(run(pipeline, 1, 2, 0).image().toRgbBytes());
    assertThat(Arrays.copyOfRange(batch, 0, bytes)).containsOnly(0);
    assertThat(Arrays.copyOfRange(batch, 2 * bytes, 3 * bytes)).containsOnly(0);
    assertThatThrownBy(() -> pipeline.applyInto(DATA.read(0), context, SIZE, batch, 2 * bytes + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () -> AugmentationPipeline.of().applyInto(DATA.read(0), context, SIZE, batch, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "painted 0: expected 128×160 after augmentation, found \\d+×\\d+; does the pipeline"
                + " end with LongestSideRescaleAndPad\\?");
  }

  /** One leaked canvas a run would be 60 MB. */
  @Test
  void nativeMemoryStaysFlatAndFailuresFreeTheirs() {
    for (int i = 0; i < 50; i++) {
      run(EVERYTHING, 1, i, i % 3);
    }
    long objects = Pointer.totalCount();
    long bytes = Pointer.totalBytes();
    AugmentationPipeline failing =
        AugmentationPipeline.of(
            new Mosaic(1, SIZE),
            (image, context) -> {
              throw new UnsupportedOperationException("no");
            });
    for (int i = 0; i < 250; i++) {
      run(EVERYTHING, 1, i, i % 3);
      assertThatThrownBy(() -> run(failing, 1, 0, 0))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(Pointer.totalCount()).isEqualTo(objects);
    assertThat(Pointer.totalBytes()).isEqualTo(bytes);
  }
}
