package io.github.yolonas.bench;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.CheckpointTensors;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
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
    AtomicLong multiplyAdds = new AtomicLong();
    Architecture architecture = ArchitectureInference.infer(weights);
    try (YoloNasNetwork network =
            YoloNasNetwork.load(
                architecture, weights, LeafTransform.FUSE.then(new Counting(multiplyAdds)));
        PointerScope scope = new PointerScope()) {
      Tensor image = torch.zeros(1, architecture.inputChannels(), COUNTED_SIZE, COUNTED_SIZE);
      int levels = network.forward(image).clsLogits().size();
      double areas = (double) size.height() * size.width() / (COUNTED_SIZE * COUNTED_SIZE);
      return levels == 0 ? 0 : 2e-9 * multiplyAdds.get() * areas;
    }
  }

  /** Puts a counter before each convolution. */
  private record Counting(AtomicLong multiplyAdds) implements LeafTransform {
    @Override
    public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
      return new Counted(leaf, multiplyAdds);
    }

    @Override
    public Shortcut shortcut(Shortcut leaf) {
      return leaf;
    }
  }

  /** A convolution, and how often each of its weights is multiplied. */
  private record Counted(ConvolutionLeaf leaf, AtomicLong multiplyAdds) implements ConvolutionLeaf {

    /** Once for each output cell; or, where a cell becomes several, for each input cell. */
    @Override
    public Tensor forward(Tensor input) {
      Tensor output = leaf.forward(input);
      long cells = Math.min(cells(input), cells(output));
      multiplyAdds.addAndGet(leaf.tensors().get(0).numel() * cells);
      return output;
    }

    private static long cells(Tensor map) {
      return map.size(2) * map.size(3);
    }

    @Override
    public String name() {
      return leaf.name();
    }

    @Override
    public List<Tensor> tensors() {
      return leaf.tensors();
    }

    @Override
    public ConvolutionLeaf fuse() {
      return new Counted(leaf.fuse(), multiplyAdds);
    }

    @Override
    public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
      return new Counted(leaf.map(operation), multiplyAdds);
    }
  }
}
