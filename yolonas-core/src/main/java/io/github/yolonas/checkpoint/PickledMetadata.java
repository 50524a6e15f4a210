package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Instance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Class names and processing parameters of a pickled checkpoint: the trainer's {@code
 * processing_params}, or, in a whole pickled model, the model's attributes.
 */
final class PickledMetadata {
  /** Under this key {@link CheckpointMetadata#extra()} is written, and read back. */
  static final String EXTRA = "yolonas_extra";

  /** The attributes of the original's detection models, and the parameters that they hold. */
  private static final Map<String, String> MODEL_ATTRIBUTES =
      Map.of(
          "_class_names", ProcessingCodec.CLASS_NAMES,
          "_image_processor", ProcessingCodec.IMAGE_PROCESSOR,
          "_default_nms_iou", ProcessingCodec.IOU,
          "_default_nms_conf", ProcessingCodec.CONF,
          "_default_nms_top_k", ProcessingCodec.NMS_TOP_K,
          "_default_max_predictions", ProcessingCodec.MAX_PREDICTIONS,
          "_default_multi_label_per_box", ProcessingCodec.MULTI_LABEL,
          "_default_class_agnostic_nms", ProcessingCodec.CLASS_AGNOSTIC);

  private static final int MOST_EXTRAS = 1_000;

  private PickledMetadata() {}

  static CheckpointMetadata of(String file, Object root) {
    ProcessingCodec codec = new ProcessingCodec(file);
    Dict params = params(root);
    Object fallback = root instanceof Dict dict ? dict.get(ProcessingCodec.CLASS_NAMES) : null;
    return new CheckpointMetadata(
        () -> codec.classNames(params, fallback),
        () -> codec.params(params),
        () -> codec.paramsWithoutSteps(params),
        extra(root));
  }

  private static @Nullable Dict params(Object root) {
    if (root instanceof Dict checkpoint) {
      if (OmegaConf.plain(checkpoint.get(ProcessingCodec.KEY)) instanceof Dict params) {
        return params;
      }
      Object model = checkpoint.get("model");
      return model == null || model instanceof Dict ? null : params(model);
    }
    if (root instanceof Instance model && ModuleWalk.isModule(model)) {
      Dict params = new Dict();
      MODEL_ATTRIBUTES.forEach(
          (attribute, parameter) -> {
            Object value = model.attribute(attribute);
            if (value != null) {
              params.put(parameter, value);
            }
          });
      return params;
    }
    return null;
  }

  private static Map<String, String> extra(Object root) {
    Map<String, String> extra = new LinkedHashMap<>();
    if (root instanceof Dict checkpoint) {
      addScalars(checkpoint, extra);
      if (checkpoint.get(EXTRA) instanceof Dict more) {
        addScalars(more, extra);
      }
    }
    return extra;
  }

  private static void addScalars(Dict dict, Map<String, String> extra) {
    List<Class<?>> scalars = List.of(String.class, Long.class, Double.class, Boolean.class);
    dict.entries.forEach(
        (key, value) -> {
          if (extra.size() < MOST_EXTRAS && scalars.contains(value.getClass())) {
            extra.put(key, String.valueOf(value));
          }
        });
  }
}
