package io.github.yolonas.spark;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.preprocess.ExifOrientation;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link PredictOptions} on their way to an executor, {@code null} for what is empty. */
record PortablePredictOptions(
    @Nullable Double conf,
    @Nullable Double iou,
    @Nullable Integer nmsTopK,
    @Nullable Integer maxPredictions,
    @Nullable Boolean multiLabelPerBox,
    @Nullable Boolean classAgnosticNms,
    List<String> classes,
    @Nullable ExifOrientation exif,
    @Nullable Boolean skipImageResizing,
    int batchSize)
    implements Serializable {

  static PortablePredictOptions of(PredictOptions options) {
    return new PortablePredictOptions(
        boxed(options.conf()),
        boxed(options.iou()),
        boxed(options.nmsTopK()),
        boxed(options.maxPredictions()),
        options.multiLabelPerBox().orElse(null),
        options.classAgnosticNms().orElse(null),
        List.copyOf(options.classes()),
        options.exif().orElse(null),
        options.skipImageResizing().orElse(null),
        options.batchSize().orElse(PredictOptions.DEFAULT_BATCH_SIZE));
  }

  /** The same, for whoever needs no pixels afterwards. */
  PredictOptions toPredictOptions() {
    return new PredictOptions(
        conf == null ? OptionalDouble.empty() : OptionalDouble.of(conf),
        iou == null ? OptionalDouble.empty() : OptionalDouble.of(iou),
        optional(nmsTopK),
        optional(maxPredictions),
        Optional.ofNullable(multiLabelPerBox),
        Optional.ofNullable(classAgnosticNms),
        Set.copyOf(classes),
        Optional.ofNullable(exif),
        Optional.ofNullable(skipImageResizing),
        Optional.of(false),
        OptionalInt.of(batchSize));
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
