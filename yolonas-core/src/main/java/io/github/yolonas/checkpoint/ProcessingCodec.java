package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.None;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.preprocess.ProcessingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The original's {@code processing_params}, from and to their stored form. The same tree of values
 * is pickled in a {@code .pth} and written as JSON in a {@code .safetensors}.
 */
final class ProcessingCodec {
  static final String KEY = "processing_params";
  static final String CLASS_NAMES = "class_names";
  static final String IMAGE_PROCESSOR = "image_processor";
  static final String IOU = "iou";
  static final String CONF = "conf";
  static final String NMS_TOP_K = "nms_top_k";
  static final String MAX_PREDICTIONS = "max_predictions";
  static final String MULTI_LABEL = "multi_label_per_box";
  static final String CLASS_AGNOSTIC = "class_agnostic_nms";

  private final String file;

  ProcessingCodec(String file) {
    this.file = file;
  }

  /** The class names among the parameters, or else the fallback. */
  Optional<List<String>> classNames(@Nullable Dict params, @Nullable Object fallback) {
    Object stored = params == null ? null : OmegaConf.plain(params.get(CLASS_NAMES));
    if (isAbsent(stored)) {
      stored = OmegaConf.plain(fallback);
    }
    if (isAbsent(stored)) {
      return Optional.empty();
    }
    if (!(stored instanceof Sequence list)) {
      throw unusable(CLASS_NAMES, "a list of texts", "something else");
    }
    List<String> names = new ArrayList<>();
    for (Object item : list.items) {
      if (!(OmegaConf.plain(item) instanceof String name)) {
        throw unusable(CLASS_NAMES, "a list of texts", "an item that is no text");
      }
      names.add(name);
    }
    return Optional.of(names);
  }

  Optional<ProcessingParams> params(@Nullable Dict stored) {
    return Optional.ofNullable(stored).map(params -> decode(params, steps(params)));
  }

  Optional<ProcessingParams> paramsWithoutSteps(@Nullable Dict stored) {
    return Optional.ofNullable(stored).map(params -> decode(params, List.of()));
  }

  private List<ProcessingStep> steps(Dict params) {
    Object processor = params.get(IMAGE_PROCESSOR);
    return processor == null || processor == None.NONE
        ? List.of()
        : new StepDecoder(file).decode(processor);
  }

  private ProcessingParams decode(Dict params, List<ProcessingStep> steps) {
    try {
      return new ProcessingParams(
          steps,
          optional(params, CONF, "a number", ProcessingCodec::toDouble)
              .map(OptionalDouble::of)
              .orElse(OptionalDouble.empty()),
          optional(params, IOU, "a number", ProcessingCodec::toDouble)
              .map(OptionalDouble::of)
              .orElse(OptionalDouble.empty()),
          optional(params, NMS_TOP_K, "an integer", ProcessingCodec::toInt)
              .map(OptionalInt::of)
              .orElse(OptionalInt.empty()),
          optional(params, MAX_PREDICTIONS, "an integer", ProcessingCodec::toInt)
              .map(OptionalInt::of)
              .orElse(OptionalInt.empty()),
          optional(params, MULTI_LABEL, "a boolean", ProcessingCodec::toBoolean),
          optional(params, CLASS_AGNOSTIC, "a boolean", ProcessingCodec::toBoolean));
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(file + ": " + KEY + ": " + e.getMessage(), e);
    }
  }

  private <T> Optional<T> optional(
      Dict params, String key, String expected, Function<Object, Optional<T>> conversion) {
    Object stored = OmegaConf.plain(params.get(key));
    if (stored == null || stored == None.NONE) {
      return Optional.empty();
    }
    Optional<T> value = conversion.apply(stored);
    if (value.isEmpty()) {
      String found = stored instanceof PyValue ? "something else" : String.valueOf(stored);
      throw unusable(key, expected, CheckpointException.quote(found));
    }
    return value;
  }

  static Optional<Double> toDouble(Object value) {
    return value instanceof Double || value instanceof Long
        ? Optional.of(((Number) value).doubleValue())
        : Optional.empty();
  }

  static Optional<Integer> toInt(Object value) {
    return value instanceof Long number && number == number.intValue()
        ? Optional.of(number.intValue())
        : Optional.empty();
  }

  private static Optional<Boolean> toBoolean(Object value) {
    return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  private static boolean isAbsent(@Nullable Object value) {
    return value == null || value == None.NONE;
  }

  private CheckpointException unusable(String key, String expected, String found) {
    return CheckpointException.expected(file, KEY + "." + key, expected, found);
  }

  /** The stored form; parameters that are absent are left out. */
  static Dict encode(Optional<List<String>> classNames, Optional<ProcessingParams> params) {
    Dict stored = new Dict();
    classNames.ifPresent(names -> stored.put(CLASS_NAMES, Sequence.list(names)));
    params.ifPresent(present -> encode(present, stored));
    return stored;
  }

  private static void encode(ProcessingParams params, Dict stored) {
    if (!params.steps().isEmpty()) {
      stored.put(IMAGE_PROCESSOR, StepEncoder.encode(params.steps()));
    }
    params.iou().ifPresent(value -> stored.put(IOU, value));
    params.conf().ifPresent(value -> stored.put(CONF, value));
    params.nmsTopK().ifPresent(value -> stored.put(NMS_TOP_K, (long) value));
    params.maxPredictions().ifPresent(value -> stored.put(MAX_PREDICTIONS, (long) value));
    params.multiLabelPerBox().ifPresent(value -> stored.put(MULTI_LABEL, value));
    params.classAgnosticNms().ifPresent(value -> stored.put(CLASS_AGNOSTIC, value));
  }
}
