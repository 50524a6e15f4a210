package io.github.yolonas.spark;

import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.ReferenceWeights;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A checkpoint of YOLO-NAS S with made-up weights: as slow as a real one. */
final class SmallYoloNas {
  private static final double CONF = 0.25;
  private static final double IOU = 0.7;

  private SmallYoloNas() {}

  /** Writes it, for images of 640×640. */
  static Path write(Path file) {
    ReferenceWeights weights = new ReferenceWeights("s");
    StateDict.Builder state = StateDict.builder();
    weights.keys().forEach(key -> state.add(tensor(weights, key)));
    CheckpointWriter.write(
        file,
        state.build(),
        CheckpointMetadata.of(
            Optional.empty(),
            Optional.of(ProcessingParams.of(PreprocessOptions.cocoDefault().steps(), CONF, IOU)),
            Map.of()));
    return file;
  }

  private static StoredTensor tensor(ReferenceWeights weights, String key) {
    return StoredTensor.of(
        key,
        DType.FLOAT32,
        weights.shape(key),
        buffer -> buffer.asFloatBuffer().put(weights.values(key)));
  }
}
