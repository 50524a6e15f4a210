package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ExifOrientation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Optional;
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

  private static PortableOptions sent(SparkDetectorOptions options)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(PortableOptions.of(options));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (PortableOptions) in.readObject();
    }
  }

  @Test
  void everyOptionArrives() throws Exception {
    SparkDetectorOptions options =
        SparkDetectorOptions.builder()
            .device(Device.cuda(1))
            .precision(Precision.FP16)
            .threads(3)
            .classNames(List.of("apple", "pear"))
            .predict(EVERYTHING)
            .imageReading(TinyModel.OPTIONS.imageReading().withMaxPixels(12_345).withMaxBytes(678))
            .build();
    PortableOptions arrived = sent(options);
    assertThat(arrived.predict().toPredictOptions()).isEqualTo(EVERYTHING);
    YoloNasOptions loading = arrived.loading(8, Optional.of("0"));
    assertThat(loading)
        .isEqualTo(
            YoloNasOptions.builder()
                .device(Device.cuda(1))
                .precision(Precision.FP16)
                .threads(3)
                .classNames(List.of("apple", "pear"))
                .imageReading(options.imageReading())
                .build());
  }

  @Test
  void theDefaultsArrive() throws Exception {
    PortableOptions arrived = sent(SparkDetectorOptions.defaults());
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
    assertThat(sent(SparkDetectorOptions.defaults()).loading(1, card).device())
        .isEqualTo(Device.cuda(2));
    SparkDetectorOptions cpu = SparkDetectorOptions.builder().device(Device.cpu()).build();
    assertThat(sent(cpu).loading(1, card).device()).isEqualTo(Device.cpu());
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertThatThrownBy(() -> SparkDetectorOptions.builder().threads(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads: expected 1 or more, found 0");
    assertThatThrownBy(() -> SparkDetectorOptions.builder().pathColumn(" ").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pathColumn: expected the name of a column, found ' '");
    assertThatThrownBy(() -> SparkDetectorOptions.builder().contentColumn("").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("contentColumn: expected the name of a column, found ''");
  }
}
