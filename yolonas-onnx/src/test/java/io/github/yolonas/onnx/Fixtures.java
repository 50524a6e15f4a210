package io.github.yolonas.onnx;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.ReferenceWeights;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.runtime.NetworkDetector;
import io.github.yolonas.testing.ReferenceData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Checkpoints to export, and this library's own network to compare with. */
final class Fixtures {
  /** A custom network of 58,872 parameters and three classes. */
  static final Path TINY = tiny("ckpt_latest.pth");

  /** A trained small network of five classes, with class names and processing of its own. */
  static final Path SHAPES =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");

  private Fixtures() {}

  static Path tiny(String name) {
    return ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/tiny/" + name);
  }

  /** A checkpoint of a published variant, of generated weights. */
  static Path published(String variant, Path folder) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    StateDict.Builder state = StateDict.builder();
    for (String key : weights.keys()) {
      float[] values = weights.values(key);
      ByteBuffer bytes =
          ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      state.add(StoredTensor.of(key, DType.FLOAT32, weights.shape(key), bytes));
    }
    Path file = folder.resolve(variant + ".safetensors");
    CheckpointWriter.write(file, state.build(), CheckpointMetadata.none());
    return file;
  }

  /** The same checkpoint as this library runs it. */
  static NetworkDetector detector(Path file) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      TensorSource tensors = new CheckpointTensors(checkpoint);
      return new NetworkDetector(
          YoloNasNetwork.load(
              ArchitectureInference.infer(tensors),
              tensors,
              LeafTransform.FUSE.then(new RowMajorFloats())));
    }
  }

  /** The greatest difference of two tensors, which must be of one shape. */
  static double distance(Tensor a, Tensor b) {
    if (!Arrays.equals(shape(a), shape(b))) {
      throw new AssertionError(Arrays.toString(shape(a)) + " and " + Arrays.toString(shape(b)));
    }
    return a.sub(b).abs().max().item().toDouble();
  }

  private static long[] shape(Tensor tensor) {
    long[] shape = new long[(int) tensor.dim()];
    Arrays.setAll(shape, tensor::size);
    return shape;
  }
}
