package io.github.yolonas.summary.internal;

import io.github.yolonas.Precision;
import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.FusedModules;
import io.github.yolonas.model.ModuleTree;
import io.github.yolonas.model.OriginalModules;
import io.github.yolonas.model.QuantizedLeaves;
import io.github.yolonas.model.Shape;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.runtime.LoadedModel;
import io.github.yolonas.runtime.NetworkDetector;
import io.github.yolonas.runtime.PublishedArchitecture;
import io.github.yolonas.runtime.QuantizedTensors;
import io.github.yolonas.summary.LayerSummary;
import io.github.yolonas.summary.ModelSummary;
import io.github.yolonas.summary.NetworkForm;
import io.github.yolonas.summary.SummaryOptions;
import io.github.yolonas.summary.SummaryTotals;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes summaries of whatever tells an architecture.
 *
 * @param ownSize the size of the model's input, unless the options say otherwise
 * @param precision of the layers that are not quantized
 * @param quantized the names of those that are
 */
public record Summarizer(
    Architecture architecture, InputSize ownSize, Precision precision, Set<String> quantized) {
  private static final InputSize USUAL_SIZE = new InputSize(640, 640);
  private static final String NO_LAYERS = ": a TorchScript file does not tell its layers";

  /** Of a published network. */
  public static ModelSummary of(Variant variant, int numClasses, SummaryOptions options) {
    Architecture architecture = PublishedArchitecture.of(variant, numClasses);
    return new Summarizer(architecture, USUAL_SIZE, Precision.FP32, Set.of()).summarize(options);
  }

  /** Of a model that is loaded. */
  public static ModelSummary of(LoadedModel model, SummaryOptions options) {
    String name = model.settings().name();
    if (!(model.detector() instanceof NetworkDetector detector)) {
      throw new UnsupportedOperationException(name + NO_LAYERS);
    }
    YoloNasNetwork network = detector.network();
    Precision precision = model.precision();
    return new Summarizer(
            network.architecture(),
            model.settings().preprocess().inputSize().orElse(USUAL_SIZE),
            precision == Precision.INT8 ? Precision.FP32 : precision,
            QuantizedLeaves.of(network))
        .summarize(options);
  }

  /** Of a checkpoint, by the shapes of its tensors. */
  public static ModelSummary of(Checkpoint checkpoint, SummaryOptions options) {
    if (checkpoint.format() == CheckpointFormat.TORCHSCRIPT) {
      throw new CheckpointException(checkpoint.name() + NO_LAYERS);
    }
    Optional<QuantizedTensors> integers = QuantizedTensors.find(checkpoint);
    InputSize size = options.imageSize().orElseGet(() -> ownSize(checkpoint));
    return new Summarizer(
            architecture(
                integers
                    .<TensorSource>map(t -> t)
                    .orElseGet(() -> new CheckpointTensors(checkpoint))),
            size,
            Precision.FP32,
            integers.map(t -> t.plan().leaves().keySet()).orElse(Set.of()))
        .summarize(options);
  }

  private static Architecture architecture(TensorSource tensors) {
    try {
      return ArchitectureInference.infer(tensors);
    } catch (WeightsException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  private static InputSize ownSize(Checkpoint checkpoint) {
    List<ProcessingStep> steps =
        checkpoint.metadata().processingParams().map(ProcessingParams::steps).orElse(List.of());
    if (steps.isEmpty()) {
      return USUAL_SIZE;
    }
    try {
      return new PreprocessOptions(steps).inputSize().orElse(USUAL_SIZE);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: processing_params.image_processor: %s; say for what input size instead"
              .formatted(checkpoint.name(), e.getMessage()),
          e);
    }
  }

  private ModelSummary summarize(SummaryOptions options) {
    ModuleTree original = OriginalModules.of(architecture, images(options));
    NetworkForm form = form(options);
    ModuleTree tree = form == NetworkForm.ORIGINAL ? original : FusedModules.of(original);
    LayerRecords records =
        new LayerRecords(
            form, form == NetworkForm.ORIGINAL ? Precision.FP32 : precision, quantized);
    List<LayerSummary> layers = records.of(tree);
    return new ModelSummary(form, layers, totals(layers.get(0), tree, records), options);
  }

  private NetworkForm form(SummaryOptions options) {
    if (!quantized.isEmpty()) {
      return NetworkForm.QUANTIZED;
    }
    return options.fused() ? NetworkForm.FUSED : NetworkForm.ORIGINAL;
  }

  private Shape images(SummaryOptions options) {
    int channels = architecture.inputChannels();
    options
        .channels()
        .ifPresent(
            asked -> {
              if (asked != channels) {
                throw new IllegalArgumentException(
                    "inputSize: expected %d channels, as the network reads, found %d"
                        .formatted(channels, asked));
              }
            });
    InputSize size = options.imageSize().orElse(ownSize);
    return Shape.of(options.batchSize(), channels, size.height(), size.width());
  }

  private static SummaryTotals totals(LayerSummary network, ModuleTree tree, LayerRecords records) {
    return new SummaryTotals(
        network.params(),
        network.trainableParams(),
        network.multAdds(),
        tree.input().elements() * Float.BYTES,
        records.outputBytes(),
        records.paramBytes());
  }
}
