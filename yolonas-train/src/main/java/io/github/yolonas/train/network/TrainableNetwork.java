package io.github.yolonas.train.network;

import io.github.yolonas.Device;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.HeadOutputs;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Scoped;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.Statistics;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.train.loss.Predictions;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * YOLO-NAS while it learns. Not thread-safe.
 *
 * <p>The topology is the one that predicts. It is built twice over the same tensors: once with
 * batch norms that go by the batch, once by what they have gathered; so there is no mode to set and
 * to forget, and no copy to keep in step.
 *
 * <p>Parameters keep the original's names, so that what is saved it can load. To read or change
 * them without being recorded, hold a {@code NoGradGuard}.
 */
public final class TrainableNetwork implements AutoCloseable {
  private static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final int MULTIPLE = 32;
  private static final String BRANCH = "backbone.stem.conv.branch_3x3.conv.weight";

  private final Architecture architecture;
  private final NetworkState state;
  private final MemoryLayout layout;
  private final YoloNasNetwork evaluation;
  private YoloNasNetwork training;
  private Set<String> frozen = Set.of();
  private boolean closed;

  private TrainableNetwork(Architecture architecture, NetworkState state, MemoryLayout layout) {
    this.architecture = architecture;
    this.layout = layout;
    this.state = state;
    try {
      evaluation = YoloNasNetwork.load(architecture, state, LeafTransform.IDENTITY);
      training = trainingNetwork();
    } catch (RuntimeException | Error e) {
      state.close();
      throw e;
    }
  }

  /**
   * Takes a checkpoint's weights, whatever its number format.
   *
   * @param checkpoint stays the caller's and may be closed afterwards
   * @throws io.github.yolonas.model.WeightsException if it is no un-fused YOLO-NAS
   */
  public static TrainableNetwork load(Checkpoint checkpoint, NetworkOptions options) {
    return load(new CheckpointTensors(checkpoint), options);
  }

  /**
   * A network that has learned nothing yet; its weights are drawn by the options' seed as the
   * original draws them.
   *
   * @param spec how large it is; it also says how many classes there are
   * @throws IllegalArgumentException if the options name another number of classes
   */
  public static TrainableNetwork create(NetworkSpec spec, NetworkOptions options) {
    if (options.numClasses().orElse(spec.numClasses()) != spec.numClasses()) {
      throw new IllegalArgumentException(
          "numClasses: expected %d as in the network's description, found %d"
              .formatted(spec.numClasses(), options.numClasses().getAsInt()));
    }
    return load(new InitialWeights(spec.architecture(), options.seed()), options);
  }

  static TrainableNetwork load(TensorSource weights, NetworkOptions options) {
    NativeLibrary.PYTORCH.require();
    TensorSource source =
        options.numClasses().isPresent()
            ? new HeadReplacement(weights, options.numClasses().getAsInt(), options.seed())
            : weights;
    Architecture architecture = ArchitectureInference.infer(source);
    if (!source.keys().contains(BRANCH)) {
      throw new WeightsException(
          "%s: its blocks are fused for inference and cannot learn; expected %s"
              .formatted(source.name(), BRANCH));
    }
    NetworkState state = NetworkState.read(source, options);
    return new TrainableNetwork(architecture, state, options.memoryLayout());
  }

  /** The same values in tensors of their own, which gather no gradients: a teacher, an average. */
  public TrainableNetwork copy() {
    return new TrainableNetwork(architecture, state.copy(), layout);
  }

  private YoloNasNetwork trainingNetwork() {
    return YoloNasNetwork.load(
        architecture,
        state,
        new LeafTransform() {
          @Override
          public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
            return ParameterNames.isBelow(leaf.name(), frozen)
                ? leaf
                : leaf.normalizedBy(Statistics.BATCH);
          }

          @Override
          public Shortcut shortcut(Shortcut leaf) {
            return leaf;
          }
        });
  }

  /**
   * One pass. Autograd follows it unless a {@code NoGradGuard} is held.
   *
   * @param images [N, C, H, W] in the parameters' number format and on their device; H and W
   *     multiples of 32; fastest in the network's memory layout. They stay the caller's
   * @return tensors in the caller's scope
   * @throws IllegalArgumentException for another shape or number format
   */
  public Predictions forward(Tensor images, Mode mode) {
    return run(
        images,
        mode,
        (network, input) -> predictions(network.forward(input)),
        result -> List.of(result.clsLogits(), result.regDistri()));
  }

  /**
   * One pass that also gives the neck's feature maps, of which {@link #forward} frees the memory
   * where autograd does not need them.
   *
   * @param images as there
   * @return tensors in the caller's scope
   * @throws IllegalArgumentException for another shape or number format
   */
  public NetworkOutput pass(Tensor images, Mode mode) {
    return run(
        images,
        mode,
        (network, input) -> {
          YoloNasNetwork.Pass pass = network.pass(input);
          return new NetworkOutput(predictions(pass.heads()), pass.features());
        },
        NetworkOutput::tensors);
  }

  private static Predictions predictions(HeadOutputs<Tensor> heads) {
    return Predictions.of(heads.clsLogits(), heads.regDistri(), STRIDES);
  }

  private <R> R run(
      Tensor images,
      Mode mode,
      BiFunction<YoloNasNetwork, Tensor, R> body,
      Function<R, List<Tensor>> tensors) {
    checkOpen();
    checkImages(images);
    YoloNasNetwork network = mode == Mode.TRAINING ? training : evaluation;
    R result = Scoped.run(() -> body.apply(network, images.contiguous(layout.format())), tensors);
    if (mode == Mode.TRAINING) {
      countBatch();
    }
    return result;
  }

  /** The batch norms that have just seen a batch say so, as the original's do. */
  private void countBatch() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      Scalar one = new Scalar(1);
      state
          .tensors()
          .forEach(
              (name, tensor) -> {
                if (ParameterNames.isCounter(name) && !ParameterNames.isBelow(name, frozen)) {
                  tensor.add_(one, one);
                }
              });
    }
  }

  private void checkImages(Tensor images) {
    long[] shape = images.shape();
    boolean fits =
        shape.length == 4
            && shape[0] >= 1
            && shape[1] == architecture.inputChannels()
            && Arrays.stream(shape).skip(2).allMatch(side -> side > 0 && side % MULTIPLE == 0);
    if (!fits) {
      throw new IllegalArgumentException(
          "images: expected [N, %d, H, W] with H and W multiples of %d, found %s"
              .formatted(architecture.inputChannels(), MULTIPLE, Arrays.toString(shape)));
    }
    Tensor parameter = state.get(BRANCH);
    if (images.scalar_type().intern() != parameter.scalar_type().intern()) {
      throw new IllegalArgumentException(
          "images: expected numbers of type %s, as the parameters are, found %s"
              .formatted(parameter.scalar_type().intern(), images.scalar_type().intern()));
    }
  }

  /**
   * Holds parts of the network still: their parameters gather no gradient, and their batch norms go
   * by the running statistics even in training. What an earlier call froze and this one does not
   * name learns again.
   *
   * @param prefixes names of layers or parameters, such as {@code backbone} or {@code
   *     neck.neck1.conv}; each stands for all below it
   * @throws IllegalArgumentException if one names nothing; the network then stays as it was
   */
  public void freeze(Set<String> prefixes) {
    checkOpen();
    for (String prefix : prefixes) {
      if (state.keys().stream().noneMatch(key -> ParameterNames.isBelow(key, Set.of(prefix)))) {
        throw new IllegalArgumentException(
            "freeze: expected the name of a layer or parameter, found '%s'".formatted(prefix));
      }
    }
    frozen = Set.copyOf(prefixes);
    parameters()
        .forEach(
            (name, parameter) -> {
              parameter.set_requires_grad(!ParameterNames.isBelow(name, frozen));
              if (!parameter.requires_grad()) {
                parameter.mutable_grad().reset();
              }
            });
    training.close();
    training = trainingNetwork();
  }

  /** What was frozen. */
  public Set<String> frozen() {
    return frozen;
  }

  /** How many classes it tells apart. */
  public int numClasses() {
    return architecture.numClasses();
  }

  /** In how many distances it predicts each side of a box, one more than the last distance. */
  public int bins() {
    return architecture.regMax() + 1;
  }

  /** Channels of its feature maps, as {@link NetworkOutput#features} has them. */
  public List<Integer> featureChannels() {
    return architecture.featureChannels();
  }

  /** The number format of its parameters, {@code Float} or {@code Double}. */
  public ScalarType scalarType() {
    return state.get(BRANCH).scalar_type().intern();
  }

  /** Where its parameters are. */
  public Device device() {
    try (PointerScope scope = new PointerScope()) {
      return Device.parse(state.get(BRANCH).device().str().getString());
    }
  }

  /**
   * Everything that is learned, by name, in a checkpoint's order. The tensors stay the network's.
   */
  public Map<String, Tensor> parameters() {
    checkOpen();
    Map<String, Tensor> parameters = new LinkedHashMap<>(state.tensors());
    parameters.keySet().removeIf(name -> !ParameterNames.isParameter(name));
    return Collections.unmodifiableMap(parameters);
  }

  /** Parameters and buffers, by name, in a checkpoint's order. The tensors stay the network's. */
  public Map<String, Tensor> state() {
    checkOpen();
    return state.tensors();
  }

  /**
   * A parameter or buffer, which stays the network's.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor tensor(String name) {
    Tensor tensor = state().get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("expected a parameter or buffer, found '" + name + "'");
    }
    return tensor;
  }

  /**
   * What to write into a checkpoint: fetched when it is written, so keep the network until then.
   */
  public StateDict stateDict() {
    checkOpen();
    return state.stateDict();
  }

  /** Lets go of all gradients. */
  public void clearGradients() {
    parameters().values().forEach(parameter -> parameter.mutable_grad().reset());
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the network from " + state.name() + " is closed");
    }
  }

  /** Frees parameters, gradients and buffers. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      training.close();
      evaluation.close();
      state.close();
    }
  }
}
