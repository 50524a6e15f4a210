package io.github.yolonas.bench;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.TensorExecution;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.CheckpointTensors;
import java.nio.file.Path;
import java.util.List;
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

  /** Billions of operations on one image of this size. */
  static double gigaflops(Path checkpoint, InputSize size) {
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      return gigaflops(new CheckpointTensors(open), size);
    }
  }

  static double gigaflops(TensorSource weights, InputSize size) {
    Architecture architecture = ArchitectureInference.infer(weights);
    try (YoloNasNetwork network = YoloNasNetwork.load(architecture, weights, LeafTransform.FUSE);
        PointerScope scope = new PointerScope()) {
      Counting counting = new Counting();
      Tensor image = torch.zeros(1, architecture.inputChannels(), COUNTED_SIZE, COUNTED_SIZE);
      network.forward(image, counting);
      double areas = (double) size.height() * size.width() / (COUNTED_SIZE * COUNTED_SIZE);
      return 2e-9 * counting.multiplyAdds * areas;
    }
  }

  /** Computes, and counts how often each weight of a convolution is multiplied. */
  private static final class Counting implements Execution<Tensor> {
    private static final Execution<Tensor> TENSORS = TensorExecution.INSTANCE;

    private long multiplyAdds;

    /** Once for each output cell; or, where a cell becomes several, for each input cell. */
    @Override
    public Tensor convolution(ConvolutionLeaf leaf, Tensor input) {
      Tensor output = TENSORS.convolution(leaf, input);
      multiplyAdds += leaf.tensors().get(0).numel() * Math.min(cells(input), cells(output));
      return output;
    }

    private static long cells(Tensor map) {
      return map.size(2) * map.size(3);
    }

    @Override
    public Tensor shortcut(Shortcut leaf, Tensor input, Tensor output) {
      return TENSORS.shortcut(leaf, input, output);
    }

    @Override
    public Tensor concat(List<Tensor> parts) {
      return TENSORS.concat(parts);
    }

    @Override
    public Tensor maxPool(Tensor input, int kernel) {
      return TENSORS.maxPool(input, kernel);
    }
  }
}
