package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.InferenceException;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How images are put together for the network, and what happens when the network fails. */
@ExtendWith(NativeLeakExtension.class)
class PipelineTest {

  /** Finds nothing, and notes what it was given. */
  private static final class Recorder implements Detector {
    final List<String> batches = new ArrayList<>();

    @Override
    public DecodedBoxes detect(Tensor input) {
      batches.add("%d of %d×%d".formatted(input.size(0), input.size(2), input.size(3)));
      return new DecodedBoxes(torch.zeros(input.size(0), 10, 4), torch.zeros(input.size(0), 10, 1));
    }

    @Override
    public void close() {}
  }

  @Test
  void batchesAreNoLargerThanAsked() {
    assertThat(batches(PreprocessOptions.cocoDefault(), 3, Collections.nCopies(7, image(50, 40))))
        .containsExactly("3 of 640×640", "3 of 640×640", "1 of 640×640");
  }

  @Test
  void largerInputsGoInSmallerBatches() {
    PreprocessOptions large = PreprocessOptions.cocoDefault().withInputSize(1280, 1280);
    assertThat(batches(large, 8, Collections.nCopies(5, image(50, 40))))
        .containsExactly("2 of 1280×1280", "2 of 1280×1280", "1 of 1280×1280");
    assertThat(batches(large, 2, Collections.nCopies(2, image(50, 40))))
        .containsExactly("1 of 1280×1280", "1 of 1280×1280");
  }

  @Test
  void onlyImagesOfOneSizeShareABatch() {
    List<ImageSource> images =
        List.of(image(64, 32), image(60, 30), image(96, 32), image(64, 32), image(33, 1));
    assertThat(batches(PreprocessOptions.cocoDefault().skipImageResizing(), 8, images))
        .containsExactly("2 of 32×64", "1 of 32×96", "2 of 32×64");
  }

  private static List<String> batches(
      PreprocessOptions preprocess, int batchSize, List<ImageSource> images) {
    Recorder recorder = new Recorder();
    List<PredictionOutcome> outcomes =
        pipeline(recorder, preprocess)
            .predict(images, PredictOptions.builder().batchSize(batchSize).build());
    assertThat(outcomes).hasSize(images.size());
    return recorder.batches;
  }

  @Test
  void anUnreadableImageKeepsItsPlace() {
    List<ImageSource> images = List.of(image(8, 8), ImageSource.of(new byte[] {1}), image(9, 9));
    Recorder recorder = new Recorder();
    List<PredictionOutcome> outcomes =
        pipeline(recorder, PreprocessOptions.cocoDefault())
            .predict(images, PredictOptions.defaults());
    assertThat(outcomes.get(0)).isInstanceOf(PredictionOutcome.Predicted.class);
    assertThat(outcomes.get(1)).isInstanceOf(PredictionOutcome.Unreadable.class);
    assertThat(outcomes.get(2).orElseThrow().image()).hasToString("RgbImage 9×9");
    assertThat(recorder.batches).containsExactly("2 of 640×640");
  }

  /** LibTorch's errors become ours: its first line in the message, the rest in the cause. */
  @Test
  void nativeErrorsAreTranslatedAndLeaveNothingBehind() {
    Pipeline pipeline =
        pipeline(
            working(input -> new DecodedBoxes(input.view(7, 7, 7), input)),
            PreprocessOptions.cocoDefault());
    assertThatThrownBy(() -> pipeline.predict(List.of(image(8, 8)), PredictOptions.defaults()))
        .isInstanceOf(InferenceException.class)
        .hasMessageMatching("test model: shape '\\[7, 7, 7\\]' is invalid for input of size \\d+")
        .hasCauseInstanceOf(RuntimeException.class);
    Recorder recorder = new Recorder();
    pipeline(recorder, PreprocessOptions.cocoDefault())
        .predict(List.of(image(8, 8)), PredictOptions.defaults());
    assertThat(recorder.batches).hasSize(1);
  }

  /** Notes how a lane is used; detectors may add what they do. */
  private record RecordingLane(List<String> events, boolean queues) implements Lane {
    @Override
    public Turn enter() {
      events.add("enter");
      return new Turn() {
        @Override
        public Tensor toHost(Tensor tensor) {
          events.add("wait");
          return tensor;
        }

        @Override
        public void close() {
          events.add("leave");
        }
      };
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBatchEntersTheLaneOnceAndWaitsOnce(boolean queues) {
    List<String> events = new ArrayList<>();
    Recorder recorder = new Recorder();
    Detector detector =
        working(
            input -> {
              events.add("detect");
              return recorder.detect(input);
            });
    pipeline(detector, PreprocessOptions.cocoDefault(), new RecordingLane(events, queues))
        .predict(
            Collections.nCopies(3, image(8, 8)), PredictOptions.builder().batchSize(2).build());
    assertThat(events)
        .containsExactly("enter", "detect", "wait", "leave", "enter", "detect", "wait", "leave");
    assertThat(recorder.batches).hasSize(2);
  }

  @Test
  void aFailingPassLeavesTheLane() {
    List<String> events = new ArrayList<>();
    Pipeline pipeline =
        pipeline(
            working(input -> new DecodedBoxes(input, input)),
            PreprocessOptions.cocoDefault(),
            new RecordingLane(events, true));
    assertThatThrownBy(() -> pipeline.predict(List.of(image(8, 8)), PredictOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(events).containsExactly("enter", "leave");
  }

  @Test
  void memoryThatRanOutIsToldWithTheBatch() {
    Detector greedy =
        working(input -> new DecodedBoxes(torch.empty(1L << 50), torch.empty(1L << 50)));
    assertThatThrownBy(() -> twoImages(greedy))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith(
            "test model: a batch of 2, at 640×640 on cpu, needs more memory than there is: ")
        .hasMessageContaining("allocate");
    Detector greedyOnCuda =
        working(
            input -> {
              throw new RuntimeException("CUDA out of memory. Tried to allocate 9 GiB.\nframe #0");
            });
    assertThatThrownBy(() -> twoImages(greedyOnCuda))
        .isInstanceOf(InferenceException.class)
        .hasMessageEndingWith("than there is: CUDA out of memory. Tried to allocate 9 GiB.");
  }

  private static void twoImages(Detector detector) {
    pipeline(detector, PreprocessOptions.cocoDefault())
        .predict(Collections.nCopies(2, image(8, 8)), PredictOptions.defaults());
  }

  private static Detector working(Function<Tensor, DecodedBoxes> work) {
    return new Detector() {
      @Override
      public DecodedBoxes detect(Tensor input) {
        return work.apply(input);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void valuesThatAreNoNumbersAreAnError() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Detector broken =
          working(
              input -> {
                Tensor scores = torch.zeros(1, 10, 1);
                scores.select(1, 3).fill_(new Scalar(value));
                return new DecodedBoxes(torch.zeros(1, 10, 4), scores);
              });
      Pipeline pipeline = pipeline(broken, PreprocessOptions.cocoDefault());
      assertThatThrownBy(() -> pipeline.predict(List.of(image(8, 8)), PredictOptions.defaults()))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining(String.valueOf(value));
    }
  }

  private static ImageSource image(int width, int height) {
    return ImageSource.ofRgb(new byte[3 * width * height], width, height);
  }

  private static Pipeline pipeline(Detector detector, PreprocessOptions preprocess) {
    return pipeline(detector, preprocess, StreamLane.of(Device.cpu()));
  }

  private static Pipeline pipeline(Detector detector, PreprocessOptions preprocess, Lane lane) {
    ModelSettings settings =
        new ModelSettings(
            "test model",
            List.of("thing"),
            preprocess,
            PostprocessOptions.defaults(),
            PredictOptions.defaults(),
            ImageReadOptions.defaults());
    return new Pipeline(settings, detector, Device.cpu(), ScalarType.Float, 2, lane);
  }
}
