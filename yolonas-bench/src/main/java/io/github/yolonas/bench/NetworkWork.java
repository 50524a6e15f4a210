package io.github.yolonas.bench;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.WatchedExecution;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.CheckpointTensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How much a network computes: the multiplications and additions of the convolutions of the fused
 * network. Counted on a small image, by what goes in and out of each convolution; every layer's
 * size follows the image's, so that the work grows with its area.
 */
final class NetworkWork {
  private static final int COUNTED_SIZE = 2 * Architecture.SIZE_MULTIPLE;

  private NetworkWork() {}

  /**
   * What one convolution computes.
   *
   * @param kernel such as {@code 3×3}
   * @param gigaflops billions of operations
   */
  record Layer(String kernel, double gigaflops) {}

  /** Billions of operations on one image of this size. */
  static double gigaflops(Path checkpoint, InputSize size) {
    return byLayer(checkpoint, size).values().stream().mapToDouble(Layer::gigaflops).sum();
  }

  /** Each convolution on one image of this size, by its name, in the order of a pass. */
  static Map<String, Layer> byLayer(Path checkpoint, InputSize size) {
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      return byLayer(new CheckpointTensors(open), size);
    }
  }

  private static Map<String, Layer> byLayer(TensorSource weights, InputSize size) {
    Architecture architecture = ArchitectureInference.infer(weights);
    double areas = (double) size.height() * size.width() / (COUNTED_SIZE * COUNTED_SIZE);
    try (YoloNasNetwork network = YoloNasNetwork.load(architecture, weights, LeafTransform.FUSE);
        PointerScope scope = new PointerScope()) {
      Counting counting = new Counting(areas);
      Tensor image = torch.zeros(1, architecture.inputChannels(), COUNTED_SIZE, COUNTED_SIZE);
      network.forward(image, counting);
      return counting.layers;
    }
  }

  /** Computes, and counts how often each weight of a convolution is multiplied. */
  private static final class Counting extends WatchedExecution {
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final double areas;

    Counting(double areas) {
      this.areas = areas;
    }

    /** Once for each output cell; or, where a cell becomes several, for each input cell. */
    @Override
    public Tensor convolution(ConvolutionLeaf leaf, Tensor input) {
      Tensor output = super.convolution(leaf, input);
      Tensor weight = leaf.tensors().get(0);
      double multiplyAdds = (double) weight.numel() * Math.min(cells(input), cells(output));
      String kernel = weight.size(2) + "×" + weight.size(3);
      layers.put(leaf.name(), new Layer(kernel, 2e-9 * areas * multiplyAdds));
      return output;
    }

    private static long cells(Tensor map) {
      return map.size(2) * map.size(3);
    }
  }
}
