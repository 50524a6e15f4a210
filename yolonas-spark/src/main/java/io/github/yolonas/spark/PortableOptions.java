package io.github.yolonas.spark;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * {@link YoloNasOptions} on their way to an executor, without a listener. Java cannot serialize an
 * {@code Optional}: here {@code null} stands for what is empty.
 */
record PortableOptions(
    Device device,
    @Nullable Precision precision,
    @Nullable Integer threads,
    @Nullable List<ProcessingStep> preprocess,
    @Nullable List<String> classNames,
    PortablePredictOptions predict,
    ImageReadOptions reading,
    boolean allowTorchScript)
    implements Serializable {

  static PortableOptions of(YoloNasOptions options) {
    return new PortableOptions(
        options.device(),
        options.precision().orElse(null),
        options.threads().isPresent() ? options.threads().getAsInt() : null,
        options.preprocess().map(PreprocessOptions::steps).orElse(null),
        options.classNames().orElse(null),
        PortablePredictOptions.of(options.predict()),
        options.imageReading(),
        options.allowTorchScript());
  }

  /**
   * How a task loads the model. Tasks that predict differently share it: that is not part of it.
   *
   * @param cpus how many Spark reckons the task to need
   * @param card the address of the graphics card that Spark gave it, such as {@code 0}
   */
  YoloNasOptions loading(int cpus, Optional<String> card) {
    return new YoloNasOptions(
        device(card),
        Optional.ofNullable(precision),
        OptionalInt.of(threads == null ? cpus : threads),
        Optional.ofNullable(preprocess).map(PreprocessOptions::new),
        Optional.ofNullable(classNames),
        PredictOptions.defaults(),
        reading,
        allowTorchScript,
        Optional.empty());
  }

  private Device device(Optional<String> card) {
    return device.kind() == Device.Kind.AUTO && card.isPresent()
        ? Device.parse("cuda:" + card.get())
        : device;
  }
}
