package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * YOLO-NAS from image to head outputs.
 *
 * <p>Immutable and safe to share by threads until {@link #close}, which frees the weights; whoever
 * closes makes sure that no pass is running. The original: {@code YoloNAS}, built from {@code
 * CustomizableDetector}.
 */
public final class YoloNasNetwork implements AutoCloseable {
  private final Architecture architecture;
  private final Backbone backbone;
  private final PanNeck neck;
  private final List<DflHead> heads;
  private final TensorOwner owner;

  private YoloNasNetwork(
      Architecture architecture,
      Backbone backbone,
      PanNeck neck,
      List<DflHead> heads,
      TensorOwner owner) {
    this.architecture = architecture;
    this.backbone = backbone;
    this.neck = neck;
    this.heads = List.copyOf(heads);
    this.owner = owner;
  }

  /**
   * Builds the network and loads its weights, leaf by leaf: each is transformed as it is read, so
   * that never more than one leaf is held in two forms.
   *
   * @throws WeightsException if a tensor is missing, surplus or of another shape
   */
  public static YoloNasNetwork load(
      Architecture architecture, TensorSource source, LeafTransform transform) {
    TensorOwner owner = new TensorOwner();
    try {
      Weights w = new Weights(source, architecture.variantName(), owner, transform);
      Backbone backbone = Backbone.load(w.in("backbone"), architecture);
      PanNeck neck = PanNeck.load(w.in("neck"), architecture);
      List<DflHead> heads = heads(w.in("heads"), architecture);
      w.requireAllUsed();
      return new YoloNasNetwork(architecture, backbone, neck, heads, owner);
    } catch (RuntimeException | Error e) {
      owner.close();
      throw e;
    }
  }

  private static List<DflHead> heads(Weights w, Architecture a) {
    List<Integer> channels = a.featureChannels();
    return IntStream.range(0, a.heads().size())
        .mapToObj(
            i ->
                DflHead.load(
                    w.in("head" + (i + 1)),
                    channels.get(i),
                    a.heads().get(i),
                    a.numClasses(),
                    a.regMax()))
        .toList();
  }

  /**
   * One pass.
   *
   * @param input [N, C, H, W] in the network's dtype and on its device; H and W multiples of 32;
   *     fastest in channels-last layout. It stays the caller's.
   * @return tensors in the caller's scope
   */
  public HeadOutputs<Tensor> forward(Tensor input) {
    return forward(input, TensorExecution.INSTANCE);
  }

  /** One pass of another kind; the input stays the caller's. */
  public <V> HeadOutputs<V> forward(V input, Execution<V> on) {
    List<HeadOutputs.Level<V>> levels = new ArrayList<>();
    List<V> features = features(input, on);
    for (int i = 0; i < features.size(); i++) {
      levels.add(heads.get(i).forward(features.get(i), on));
      on.release(features.get(i));
    }
    return new HeadOutputs<>(levels);
  }

  /**
   * What the heads say, and what they say it of.
   *
   * @param heads before decoding
   * @param features the neck's outputs for strides 8, 16 and 32, each [N, C, H, W] with the
   *     channels of {@link Architecture#featureChannels}
   */
  public record Pass(HeadOutputs<Tensor> heads, List<Tensor> features) {
    /** Copies the list. */
    public Pass {
      features = List.copyOf(features);
    }
  }

  /**
   * One pass that keeps the neck's outputs: they take memory that {@link #forward(Tensor)} frees.
   *
   * @param input as there
   * @return tensors in the caller's scope
   */
  public Pass pass(Tensor input) {
    TensorExecution on = TensorExecution.INSTANCE;
    List<Tensor> features = features(input, on);
    List<HeadOutputs.Level<Tensor>> levels = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      levels.add(heads.get(i).forward(features.get(i), on));
    }
    return new Pass(new HeadOutputs<>(levels), features);
  }

  private <V> List<V> features(V input, Execution<V> on) {
    PanNeck.Features<V> features = neck.forward(backbone.forward(input, on), on);
    return List.of(features.p3(), features.p4(), features.p5());
  }

  /** Another network of the same topology, with weights of its own to close. */
  public YoloNasNetwork transform(LeafTransform transform) {
    TensorOwner copy = new TensorOwner();
    try {
      LeafTransform t = copy.owning(transform);
      return new YoloNasNetwork(
          architecture,
          backbone.transform(t),
          neck.transform(t),
          heads.stream().map(head -> head.transform(t)).toList(),
          copy);
    } catch (RuntimeException | Error e) {
      copy.close();
      throw e;
    }
  }

  /** How wide and deep it is. */
  public Architecture architecture() {
    return architecture;
  }

  /** Bytes of the weights it holds. */
  public long weightBytes() {
    return owner.byteCount();
  }

  Backbone backbone() {
    return backbone;
  }

  PanNeck neck() {
    return neck;
  }

  List<DflHead> heads() {
    return heads;
  }

  /** Frees the weights. Idempotent. */
  @Override
  public void close() {
    owner.close();
  }
}
