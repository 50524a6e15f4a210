package io.github.yolonas.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A cursor that walks through a checkpoint's names beside the constructors of the network.
 *
 * <p>{@code weights.in("stage1").in("blocks").tensor("conv1.conv.weight", 64, 96, 1, 1)} checks the
 * shape, remembers the key as used and reads it. So the tree of constructors is the list of keys,
 * each leaf checks its own, and at the end {@link #requireAllUsed} names what nothing asked for.
 */
final class Weights {
  private final TensorSource source;
  private final String architecture;
  private final TensorOwner owner;
  private final LeafTransform transform;
  private final Set<String> used;
  private final String prefix;

  Weights(TensorSource source, String architecture, TensorOwner owner, LeafTransform transform) {
    this(source, architecture, owner, transform, new HashSet<>(), "");
  }

  private Weights(
      TensorSource source,
      String architecture,
      TensorOwner owner,
      LeafTransform transform,
      Set<String> used,
      String prefix) {
    this.source = source;
    this.architecture = architecture;
    this.owner = owner;
    this.transform = transform;
    this.used = used;
    this.prefix = prefix;
  }

  Weights in(String child) {
    return new Weights(source, architecture, owner, transform, used, prefix + child + ".");
  }

  Weights in(int index) {
    return in(Integer.toString(index));
  }

  /** The cursor's place without the trailing dot. */
  String path() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
  }

  boolean has(String name) {
    return source.keys().contains(prefix + name);
  }

  /** Reads a tensor as a floating point one, at least fp32, after checking its shape. */
  Tensor tensor(String name, long... expectedShape) {
    String key = prefix + name;
    if (!source.keys().contains(key)) {
      throw new WeightsException(
          "%s: missing in %s; YOLO-NAS %s expects %s"
              .formatted(key, source.name(), architecture, Arrays.toString(expectedShape)));
    }
    long[] found = source.shape(key);
    if (!Arrays.equals(found, expectedShape)) {
      throw new WeightsException(
          "%s: YOLO-NAS %s expects %s, %s has %s"
              .formatted(
                  key,
                  architecture,
                  Arrays.toString(expectedShape),
                  source.name(),
                  Arrays.toString(found)));
    }
    used.add(key);
    Tensor tensor = source.read(key);
    return tensor.scalar_type().intern() == ScalarType.Double
        ? tensor
        : tensor.to(ScalarType.Float);
  }

  /** Marks names that the network does not need, such as a batch norm's counter, as known. */
  void ignore(String... names) {
    for (String name : names) {
      used.add(prefix + name);
    }
  }

  /** Makes a leaf, transforms it, and leaves only the transformed one's weights behind. */
  ConvolutionLeaf place(Supplier<ConvolutionLeaf> leaf) {
    return owner.place(() -> transform.convolution(leaf.get()));
  }

  Shortcut placeShortcut(Supplier<Shortcut> leaf) {
    return owner.place(() -> transform.shortcut(leaf.get()));
  }

  /** Fails if the source holds tensors that no constructor asked for. */
  void requireAllUsed() {
    List<String> surplus = source.keys().stream().filter(key -> !used.contains(key)).toList();
    if (!surplus.isEmpty()) {
      throw new WeightsException(
          "%s has %d tensors that YOLO-NAS %s does not know: %s%s"
              .formatted(
                  source.name(),
                  surplus.size(),
                  architecture,
                  String.join(", ", surplus.subList(0, Math.min(5, surplus.size()))),
                  surplus.size() > 5 ? ", …" : ""));
    }
  }
}
