package io.github.yolonas.spark;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@link SparkDetectorOptions} on their way to an executor. Java cannot serialize an {@code
 * Optional}: here {@code null} stands for what is empty.
 */
record PortableOptions(
    String device,
    @Nullable Precision precision,
    @Nullable Integer threads,
    @Nullable List<String> classNames,
    PortablePredictOptions predict,
    PortableReadOptions reading)
    implements Serializable {

  static PortableOptions of(SparkDetectorOptions options) {
    return new PortableOptions(
        options.device().toString(),
        options.precision().orElse(null),
        options.threads().isPresent() ? options.threads().getAsInt() : null,
        options.classNames().orElse(null),
        PortablePredictOptions.of(options.predict()),
        PortableReadOptions.of(options.imageReading()));
  }

  /**
   * How a task loads the model.
   *
   * @param cpus how many Spark reckons the task to need
   * @param card the address of the graphics card that Spark gave it, such as {@code 0}
   */
  YoloNasOptions loading(int cpus, Optional<String> card) {
    return new YoloNasOptions(
        device(card),
        Optional.ofNullable(precision),
        OptionalInt.of(threads == null ? cpus : threads),
        Optional.empty(),
        Optional.ofNullable(classNames),
        PredictOptions.defaults(),
        reading.restored(),
        false,
        Optional.empty());
  }

  private Device device(Optional<String> card) {
    Device asked = Device.parse(device);
    return asked.kind() == Device.Kind.AUTO && card.isPresent()
        ? Device.parse("cuda:" + card.get())
        : asked;
  }
}
