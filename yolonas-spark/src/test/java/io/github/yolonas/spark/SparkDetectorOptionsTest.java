package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionListener;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.HostScope;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SparkDetectorOptionsTest {
  private static final PredictOptions EVERYTHING =
      PredictOptions.builder()
          .conf(0.125)
          .iou(0.5)
          .nmsTopK(300)
          .maxPredictions(20)
          .multiLabelPerBox(false)
          .classAgnosticNms(true)
          .classes("apple", "pear")
          .exif(ExifOrientation.IGNORE)
          .skipImageResizing(true)
          .keepImage(false)
          .batchSize(4)
          .build();

  private static final PreprocessOptions EVERY_SORT_OF_VALUE =
      new PreprocessOptions(
          List.of(
              new DetectionRescale(320, 640),
              new StandardizeImage(127.5),
              new NormalizeImage(List.of(0.1, 0.2, 0.3), List.of(1.5, 2.5, 3.5)),
              new ImagePermute()));

  private static PortableOptions sent(YoloNasOptions options)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(PortableOptions.of(SparkDetectorOptions.of(options).model()));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PortableOptions) in.readObject();
    }
  }

  /** All but what to predict, which a model that is shared does not have. */
  private static YoloNasOptions.Builder loading() {
    return YoloNasOptions.builder()
        .device(Device.cuda(1))
        .precision(Precision.FP16)
        .threads(3)
        .preprocess(EVERY_SORT_OF_VALUE)
        .classNames(List.of("apple", "pear"))
        .imageReading(
            new ImageReadOptions(
                ExifOrientation.IGNORE,
                12_345,
                678,
                Duration.ofSeconds(9),
                new AddressPolicy(Set.of("https"), HostScope.PUBLIC, 2)))
        .allowTorchScript(true);
  }

  @Test
  void everyOptionArrives() throws Exception {
    PortableOptions arrived = sent(loading().predict(EVERYTHING).build());
    assertThat(arrived.predict().toPredictOptions()).isEqualTo(EVERYTHING);
    assertThat(arrived.loading(8, Optional.of("0"))).isEqualTo(loading().build());
  }

  @Test
  void theDefaultsArrive() throws Exception {
    PortableOptions arrived = sent(YoloNasOptions.defaults());
    assertThat(arrived.predict().toPredictOptions())
        .isEqualTo(
            PredictOptions.builder()
                .keepImage(false)
                .batchSize(PredictOptions.DEFAULT_BATCH_SIZE)
                .build());
    assertThat(arrived.loading(8, Optional.empty()))
        .isEqualTo(YoloNasOptions.builder().threads(8).build());
  }

  @Test
  void theTasksCardIsTakenUnlessADeviceIsNamed() throws Exception {
    Optional<String> card = Optional.of("2");
    assertThat(sent(YoloNasOptions.defaults()).loading(1, card).device()).isEqualTo(Device.cuda(2));
    YoloNasOptions cpu = YoloNasOptions.builder().device(Device.cpu()).build();
    assertThat(sent(cpu).loading(1, card).device()).isEqualTo(Device.cpu());
  }

  @Test
  void aListenerIsRefused() {
    PredictionListener listener =
        new PredictionListener() {
          @Override
          public void predicted(Pass pass) {}

          @Override
          public String toString() {
            return "a listener";
          }
        };
    YoloNasOptions told = YoloNasOptions.builder().listener(listener).build();
    assertThatThrownBy(() -> SparkDetectorOptions.of(told))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("listener: expected none, which cannot be sent to executors, found a listener");
  }

  @Test
  void columnsNeedNames() {
    SparkDetectorOptions options = SparkDetectorOptions.defaults();
    assertThatThrownBy(() -> options.withPathColumn(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pathColumn: expected the name of a column, found ' '");
    assertThatThrownBy(() -> options.withContentColumn(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contentColumn: expected the name of a column, found ''");
  }
}
