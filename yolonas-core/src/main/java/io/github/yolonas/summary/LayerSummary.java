package io.github.yolonas.summary;

import io.github.yolonas.Precision;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a network; the network itself is one too. Immutable.
 *
 * @param path where it lies, such as {@code backbone.stem.conv}; empty for the network
 * @param type its class, such as {@code QARepVGGBlock}
 * @param name the variable that holds it, such as {@code conv}
 * @param depth how many layers it lies in; 0 for the network
 * @param index its number among the layers of that depth, from 1; 0 for the network
 * @param leaf whether it has no parts
 * @param kernelSize [height, width] of a convolution's window, [side] of a pooling one, else empty
 * @param inputSize of the first feature map that it reads; empty for a mere list of layers
 * @param outputSize of the first feature map that it makes; empty for a mere list of layers
 * @param params its parameters, with those of its parts
 * @param ownParams those that are in none of its parts
 * @param trainableParams how many of {@code params} can be trained
 * @param multAdds multiplications with additions for the whole batch, with those of its parts
 * @param precision what it computes in, if that is more than passing values on
 */
public record LayerSummary(
    String path,
    String type,
    String name,
    int depth,
    int index,
    boolean leaf,
    List<Integer> kernelSize,
    List<Long> inputSize,
    List<Long> outputSize,
    long params,
    long ownParams,
    long trainableParams,
    long multAdds,
    Optional<Precision> precision) {

  /** Copies the lists. */
  public LayerSummary {
    kernelSize = List.copyOf(kernelSize);
    inputSize = List.copyOf(inputSize);
    outputSize = List.copyOf(outputSize);
  }
}
