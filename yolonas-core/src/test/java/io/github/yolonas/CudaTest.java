package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a graphics card, the same boxes as on the processor. */
@Tag("gpu")
@ExtendWith(NativeLeakExtension.class)
class CudaTest {
  private static final Device CUDA = Device.cuda(0);
  private static final int THREADS = 8;

  @BeforeEach
  void requireDevice() {
    assumeTrue(torch.cuda_is_available(), "skipped: there is no CUDA device");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void fp32GivesTheBoxesOfTheProcessor(int batchSize) {
    PredictOptions options = PredictOptions.builder().batchSize(batchSize).build();
    assertSameBoxes(ToyModel.images(), options);
  }

  @Test
  void imagesMayKeepTheirSizes() {
    assertSameBoxes(
        ToyModel.images(), PredictOptions.builder().skipImageResizing(true).batchSize(4).build());
  }

  @ParameterizedTest
  @CsvSource({"0.05, 1024, true", "0.05, 100000, false", "0.3, 300, true"})
  void candidatesAreChosenAlike(double conf, int topK, boolean multiLabel) {
    assertSameBoxes(
        ToyModel.images().subList(0, 4),
        PredictOptions.builder().conf(conf).nmsTopK(topK).multiLabelPerBox(multiLabel).build());
  }

  private static void assertSameBoxes(List<Path> images, PredictOptions options) {
    List<ImageSource> sources = images.stream().map(ImageSource::of).toList();
    try (YoloNas cpu = load(Device.cpu(), Precision.FP32);
        YoloNas cuda = load(CUDA, Precision.FP32)) {
      List<ImageDetectionPrediction> expected = cpu.predictAll(sources, options);
      List<ImageDetectionPrediction> found = cuda.predictAll(sources, options);
      for (int i = 0; i < images.size(); i++) {
        assertThat(rows(found.get(i)).unmatched(rows(expected.get(i))))
            .as(images.get(i).toString())
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"FP16, 0.97", "BF16, 0.9"})
  void halfPrecisionFindsTheSameObjects(Precision precision, float leastIou) {
    Path image = ToyModel.image("scene_11_320x240.png");
    try (YoloNas cpu = load(Device.cpu(), Precision.FP32);
        YoloNas cuda = load(CUDA, precision)) {
      DetectionPrediction exact = cpu.predict(image).prediction();
      DetectionPrediction half = cuda.predict(image).prediction();
      assertThat(exact.size()).isPositive();
      assertThat(half.labels()).isEqualTo(exact.labels());
      for (int i = 0; i < exact.size(); i++) {
        assertThat(half.get(i).box().iou(exact.get(i).box())).isGreaterThan(leastIou);
      }
    }
  }

  @Test
  void theFastestIsFp16() {
    try (YoloNas model = load(CUDA, Precision.AUTO)) {
      assertThat(model.precision()).isEqualTo(Precision.FP16);
      assertThat(model.device()).isEqualTo(CUDA);
    }
  }

  /** Pixels of up to 25 million instead of 1, more than a half can hold. */
  @Test
  void whatHalfPrecisionCannotHoldIsAnError() {
    PreprocessOptions glaring =
        new PreprocessOptions(
            List.of(
                new DetectionLongestMaxSizeRescale(320, 320),
                new DetectionCenterPadding(320, 320, 114),
                new StandardizeImage(1e-5),
                new ImagePermute()));
    YoloNasOptions options =
        YoloNasOptions.builder().device(CUDA).precision(Precision.FP16).preprocess(glaring).build();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT, options)) {
      assertThatThrownBy(() -> model.predict(ToyModel.images().get(0)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("do not fit half precision");
    }
  }

  @ParameterizedTest
  @CsvSource({"FP32", "FP16"})
  @Timeout(300)
  void manyThreadsGiveTheSerialResults(Precision precision) throws Exception {
    List<Path> images = ToyModel.images();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (YoloNas model = load(CUDA, precision)) {
      List<Rows> serial = images.stream().map(image -> rows(model.predict(image))).toList();
      List<Future<Rows>> parallel = new ArrayList<>();
      for (int i = 0; i < 20 * images.size(); i++) {
        Path image = images.get(i % images.size());
        parallel.add(threads.submit(() -> rows(model.predict(image))));
      }
      for (int i = 0; i < parallel.size(); i++) {
        assertThat(parallel.get(i).get().unmatched(serial.get(i % images.size()))).isEmpty();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Each has its own stream, anchor points and weights. */
  @Test
  void modelsDoNotDisturbEachOther() {
    Path image = ToyModel.images().get(0);
    try (YoloNas first = load(CUDA, Precision.FP32)) {
      Rows expected = rows(first.predict(image));
      for (int i = 0; i < 10; i++) {
        try (YoloNas second = load(CUDA, Precision.FP32)) {
          assertThat(rows(second.predict(image)).unmatched(expected)).isEmpty();
        }
        assertThat(rows(first.predict(image)).unmatched(expected)).isEmpty();
      }
    }
  }

  @Test
  void warmingUpChangesNoResultAndClosingEndsIt() {
    Path image = ToyModel.images().get(0);
    YoloNas model = load(CUDA, Precision.FP32);
    Rows cold = rows(model.predict(image));
    model.warmUp();
    assertThat(rows(model.predict(image)).unmatched(cold)).isEmpty();
    model.close();
    model.close();
    assertThatThrownBy(() -> model.predict(image)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aDeviceThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> load(Device.cuda(100), Precision.FP32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cuda:100: expected cuda:0");
  }

  private static YoloNas load(Device device, Precision precision) {
    return YoloNas.load(
        ToyModel.CHECKPOINT, YoloNasOptions.builder().device(device).precision(precision).build());
  }

  private static Rows rows(ImageDetectionPrediction result) {
    return Rows.of(
        result.prediction().bboxesXyxy(),
        result.prediction().confidence(),
        result.prediction().labels());
  }
}
