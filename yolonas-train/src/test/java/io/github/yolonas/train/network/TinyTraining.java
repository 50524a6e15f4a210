package io.github.yolonas.train.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.ReferenceWeights;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.testing.ReferenceStream;
import io.github.yolonas.train.loss.LossCase;
import io.github.yolonas.train.loss.TargetBatch;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The tiny network (58,872 parameters, 3 classes) and the batch that it is trained on. */
public final class TinyTraining {
  /** What the original made of it. */
  public static final JsonNode TRUTH = ReferenceData.resource("train/train_tiny.json.gz");

  private static final int[] SHAPE = {2, 3, 160, 192};

  private TinyTraining() {}

  /** A checkpoint of the tiny network as it learns. */
  public static TrainableNetwork load(String file, NetworkOptions options) {
    InputStream in = TinyTraining.class.getResourceAsStream("/reference/tiny/" + file);
    try (Checkpoint checkpoint = Checkpoint.open(Objects.requireNonNull(in, file), file)) {
      return TrainableNetwork.load(checkpoint, options);
    }
  }

  /** Untrained, in a number format and a layout. */
  public static TrainableNetwork untrained(ParameterType type, MemoryLayout layout) {
    return load(
        "init_state_dict.pth",
        NetworkOptions.builder().parameterType(type).memoryLayout(layout).build());
  }

  /** Untrained, in a number format. */
  public static TrainableNetwork untrained(ParameterType type) {
    return load("init_state_dict.pth", NetworkOptions.builder().parameterType(type).build());
  }

  /** The generated weights, with the heads' predictions toned down. */
  static TrainableNetwork generated(ParameterType type) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (TrainableNetwork network = untrained(type)) {
      network.state().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    }
    TrainableNetwork network =
        TrainableNetwork.load(
            new ReferenceWeights("tiny", shapes),
            NetworkOptions.builder().parameterType(type).build());
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      network.parameters().forEach((name, tensor) -> tensor.mul_(new Scalar(damping(name))));
    }
    return network;
  }

  private static double damping(String name) {
    if (name.endsWith("_pred.weight")) {
      return 0.125;
    }
    return name.endsWith("cls_pred.bias") ? 0.5 : 1;
  }

  /** What there is on the two images. */
  public static TargetBatch targets() {
    return LossCase.targets(TRUTH.get("targets"));
  }

  /** The two images, [2, 3, 160, 192], in the caller's scope. */
  public static Tensor images(ParameterType type) {
    ReferenceStream stream = new ReferenceStream("train/tiny/x");
    float[] pixels = new float[SHAPE[0] * SHAPE[1] * SHAPE[2] * SHAPE[3]];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (0.2 * stream.unit(i));
    }
    TRUTH.get("targets").forEach(target -> paint(pixels, ReferenceData.doubles(target)));
    Tensor images = torch.empty(SHAPE[0], SHAPE[1], SHAPE[2], SHAPE[3]);
    new FloatPointer(images.data_ptr()).put(pixels, 0, pixels.length);
    return images.to(type.scalarType());
  }

  /** Each object brightens the colour of its class. */
  private static void paint(float[] pixels, double[] target) {
    int x1 = (int) (target[2] - target[4] / 2);
    int y1 = (int) (target[3] - target[5] / 2);
    int x2 = Math.min(x1 + (int) target[4], SHAPE[3]);
    int y2 = Math.min(y1 + (int) target[5], SHAPE[2]);
    int image = (int) target[0];
    int colour = (int) target[1];
    int plane = (image * SHAPE[1] + colour) * SHAPE[2];
    for (int y = Math.max(y1, 0); y < y2; y++) {
      for (int x = Math.max(x1, 0); x < x2; x++) {
        pixels[(plane + y) * SHAPE[3] + x] += 0.6f;
      }
    }
  }

  /** A tensor's numbers in row-major order. */
  public static double[] values(Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      Tensor host = tensor.detach().to(ScalarType.Double).contiguous();
      double[] values = new double[(int) host.numel()];
      new DoublePointer(host.data_ptr()).get(values);
      return values;
    }
  }

  /** The Euclidean length of a tensor. */
  public static double norm(Tensor tensor) {
    double sum = 0;
    for (double value : values(tensor)) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
