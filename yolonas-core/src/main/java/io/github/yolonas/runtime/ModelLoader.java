package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.ExecutionExplanation;
import io.github.yolonas.explain.ModelExplanation;
import io.github.yolonas.explain.Origin;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Placement;
import io.github.yolonas.model.Prepacking;
import io.github.yolonas.model.Quantization;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.InputSize;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an open checkpoint and the caller's options to a model that is ready to predict. */
public final class ModelLoader {
  private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);
  private static final int RGB_CHANNELS = 3;
  private static final InputSize USUAL_SIZE = new InputSize(640, 640);

  private final Checkpoint checkpoint;
  private final YoloNasOptions options;
  private final Device device;
  private final Precision precision;
  private final Optional<QuantizedTensors> quantized;

  private ModelLoader(Checkpoint checkpoint, YoloNasOptions options) {
    this.checkpoint = checkpoint;
    this.options = options;
    device = Devices.resolve(options.device());
    quantized = QuantizedTensors.find(checkpoint);
    precision =
        options
            .precision()
            .map(asked -> Devices.resolve(asked, device, quantized.isPresent()))
            .orElseGet(() -> Devices.own(device, quantized.isPresent()));
  }

  /**
   * Loads; the checkpoint stays the caller's to close, and is not needed afterwards. Fusing weights
   * takes a team as well, which the caller's thread shall not have.
   */
  public static LoadedModel load(Checkpoint checkpoint, YoloNasOptions options) {
    LoadedModel model = TeamLeaders.LOADING.lead(() -> new ModelLoader(checkpoint, options).load());
    // glibc keeps what loading freed for the leader's thread; passes would never get it.
    Pointer.trimMemory();
    return model;
  }

  private LoadedModel load() {
    return checkpoint.format() == CheckpointFormat.TORCHSCRIPT ? torchScript() : network();
  }

  private LoadedModel network() {
    try {
      TensorSource tensors =
          quantized.<TensorSource>map(t -> t).orElseGet(() -> new CheckpointTensors(checkpoint));
      Architecture architecture = ArchitectureInference.infer(tensors);
      requireRgb(architecture);
      SettledModel settled = Settings.settle(checkpoint, options, architecture.numClasses());
      YoloNasNetwork network =
          NativeErrors.translating(
              checkpoint.name(),
              () ->
                  YoloNasNetwork.load(
                      architecture, tensors, transform(architecture, settled.settings())));
      return loaded(
          settled, new NetworkDetector(network), "YOLO-NAS " + architecture.variantName());
    } catch (WeightsException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Folds in fp64 on the CPU, whatever precision and device the result is for. */
  private LeafTransform transform(Architecture architecture, ModelSettings settings) {
    ScalarType dtype = Devices.dtype(precision);
    InputSize size = packedFor(settings);
    LeafTransform placed =
        hasPackedKernels()
            ? Prepacking.forSize(architecture, dtype, size.height(), size.width())
            : new Placement(dtype, device.toString());
    return LeafTransform.FUSE.then(
        precision == Precision.INT8
            ? new Quantization(quantized.orElseThrow().plan(), placed)
            : placed);
  }

  /** Whether this processor has kernels that want weights in an order of their own. */
  private boolean hasPackedKernels() {
    return device.kind() == Device.Kind.CPU
        && torch.hasMKLDNN()
        && (precision != Precision.BF16 || CpuFeatures.hasBf16());
  }

  private void requireRgb(Architecture architecture) {
    if (architecture.inputChannels() != RGB_CHANNELS) {
      throw new CheckpointException(
          "%s: expected a network for RGB images of 3 channels, found one for %d"
              .formatted(checkpoint.name(), architecture.inputChannels()));
    }
  }

  private LoadedModel torchScript() {
    if (!options.allowTorchScript()) {
      throw new CheckpointException(
          checkpoint.name()
              + ": a TorchScript file is a program; expected a state dict. If you trust the file,"
              + " allow it with YoloNasOptions.builder().allowTorchScript(true)");
    }
    if (precision != Precision.FP32) {
      throw new IllegalArgumentException(
          checkpoint.name()
              + ": a TorchScript file runs as it was traced, in fp32; found precision "
              + precision.name().toLowerCase(Locale.ROOT));
    }
    if (options.classNames().isEmpty()) {
      throw new CheckpointException(
          checkpoint.name()
              + ": a TorchScript file does not tell its classes; name them with"
              + " YoloNasOptions.builder().classNames(…)");
    }
    SettledModel settled =
        Settings.settle(checkpoint, options, options.classNames().orElseThrow().size());
    int classes = settled.settings().classNames().size();
    Detector detector = new TorchScriptDetector(checkpoint.file(), device.toString(), classes);
    return loaded(settled, detector, "a TorchScript program");
  }

  /** Takes the detector over: if the rest fails, its weights are freed. */
  private LoadedModel loaded(SettledModel settled, Detector detector, String architecture) {
    try {
      return ready(settled, detector, architecture);
    } catch (RuntimeException | Error e) {
      detector.close();
      throw e;
    }
  }

  private LoadedModel ready(SettledModel settled, Detector detector, String architecture) {
    ExecutionExplanation execution =
        ExecutionChoices.explain(
            options, device, precision, quantized.isPresent(), kernels(settled));
    ModelExplanation explanation = explanation(settled, architecture, execution);
    LOG.debug(
        "{}: {}, {} classes, {}, {}, {}",
        checkpoint.name(),
        architecture,
        settled.settings().classNames().size(),
        execution.precision(),
        execution.device(),
        execution.kernels());
    PassObserver observer =
        new PassObserver(
            checkpoint.name(), checkpoint.digest(), precision, device, options.listener());
    Pipeline pipeline =
        new Pipeline(
            settled.settings(),
            detector,
            device,
            Devices.dtype(precision),
            execution.threads().value(),
            StreamLane.of(device),
            observer);
    return new LoadedModel(settled.settings(), detector, device, precision, pipeline, explanation);
  }

  private ModelExplanation explanation(
      SettledModel settled, String architecture, ExecutionExplanation execution) {
    return new ModelExplanation(
        checkpoint.name(),
        checkpoint.format(),
        checkpoint.digest(),
        architecture,
        settled.classNames(),
        settled.input(options),
        execution,
        settled.thresholds(),
        LibraryVersion.TEXT,
        ModelExplanation.LICENCE_NOTE);
  }

  private Chosen<String> kernels(SettledModel settled) {
    if (checkpoint.format() == CheckpointFormat.TORCHSCRIPT) {
      return Chosen.of("LibTorch's interpreter of TorchScript", Origin.CHECKPOINT);
    }
    if (device.kind() == Device.Kind.CUDA) {
      return Chosen.of("cuDNN by LibTorch, channels last", Origin.MACHINE);
    }
    Chosen<String> floating = floatingKernels(settled);
    if (precision != Precision.INT8) {
      return floating;
    }
    Chosen<String> int8 = Int8Kernels.ofThisMachine();
    return Chosen.of(int8.value() + "; the rest " + floating.value(), Origin.MACHINE)
        .because(int8.why());
  }

  private Chosen<String> floatingKernels(SettledModel settled) {
    if (!hasPackedKernels()) {
      return Chosen.of("LibTorch's own, channels last", Origin.MACHINE)
          .because(
              torch.hasMKLDNN()
                  ? "no instructions for bf16 in this processor"
                  : "no oneDNN in this LibTorch");
    }
    return Chosen.of("oneDNN, weights packed for " + packedFor(settled.settings()), Origin.MACHINE);
  }

  private static InputSize packedFor(ModelSettings settings) {
    return settings.preprocess().inputSize().orElse(USUAL_SIZE);
  }
}
