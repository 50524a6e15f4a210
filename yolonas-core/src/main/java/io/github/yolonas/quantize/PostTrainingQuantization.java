package io.github.yolonas.quantize;

import io.github.yolonas.QuantizationOptions;
import io.github.yolonas.QuantizationReport;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Placement;
import io.github.yolonas.model.Quantization;
import io.github.yolonas.model.QuantizationPlan;
import io.github.yolonas.model.WeightsException;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.runtime.CheckpointTensors;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.runtime.ModelSettings;
import io.github.yolonas.runtime.PreparedImage;
import io.github.yolonas.runtime.QuantizedTensors;
import io.github.yolonas.runtime.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of post-training quantization: calibrate, choose, compare, and write.
 *
 * <p>The first images stay in memory, letterboxed, for the comparison; all others are looked at
 * once and forgotten.
 */
public final class PostTrainingQuantization {
  private static final Logger LOG = LoggerFactory.getLogger(PostTrainingQuantization.class);

  /** Images on which both networks are compared. */
  private static final int COMPARED = 16;

  /** The stem sees pixels, the predictions are read as numbers: both pay most for rounding. */
  private static final Set<String> ALWAYS_EXACT = Set.of("backbone.stem");

  private static final String PREDICTION = "_pred";

  private final Checkpoint checkpoint;
  private final QuantizationOptions options;
  private final NamedLeaves leaves = new NamedLeaves();
  private final YoloNasNetwork network;
  private final ModelSettings settings;
  private final Preprocessor preprocessor;
  private final Calibration calibration;
  private final List<PreparedImage> compared = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final OptionalLong total;
  private int images;

  private PostTrainingQuantization(
      Checkpoint checkpoint, OptionalLong total, QuantizationOptions options) {
    this.checkpoint = checkpoint;
    this.total = total;
    this.options = options;
    CheckpointTensors tensors = new CheckpointTensors(checkpoint);
    Architecture architecture = ArchitectureInference.infer(tensors);
    settings = Settings.of(checkpoint, YoloNasOptions.defaults(), architecture.numClasses());
    preprocessor = new Preprocessor(settings.preprocess());
    calibration =
        new Calibration(() -> ActivationObserver.of(options.method(), options.percentile()));
    network =
        YoloNasNetwork.load(
            architecture,
            tensors,
            LeafTransform.FUSE.then(new Placement(ScalarType.Float, "cpu")).then(leaves));
  }

  /** Quantizes an open checkpoint, which stays the caller's, and writes the result. */
  public static QuantizationReport run(
      Checkpoint checkpoint,
      Stream<ImageSource> images,
      OptionalLong total,
      Path out,
      QuantizationOptions options) {
    if (checkpoint.format() == CheckpointFormat.TORCHSCRIPT) {
      throw new CheckpointException(
          checkpoint.name() + ": expected a state dict to quantize, found a TorchScript program");
    }
    if (QuantizedTensors.find(checkpoint).isPresent()) {
      throw new CheckpointException(
          checkpoint.name() + ": expected a checkpoint in floating point, it is quantized already");
    }
    try {
      PostTrainingQuantization work = new PostTrainingQuantization(checkpoint, total, options);
      try {
        return work.quantize(images.iterator(), out);
      } finally {
        work.compared.forEach(PreparedImage::close);
        work.network.close();
      }
    } catch (WeightsException e) {
      throw new CheckpointException(String.valueOf(e.getMessage()), e);
    }
  }

  private QuantizationReport quantize(Iterator<ImageSource> sources, Path out) {
    options.keep().forEach(this::requireKnown);
    while (sources.hasNext()) {
      calibrate(sources.next());
    }
    if (images == 0) {
      throw new IllegalArgumentException(
          "calibration: expected at least one image that can be read, found none"
              + (skipped.isEmpty() ? "" : " among " + skipped));
    }
    QuantizationPlan all = calibration.plan().only(this::mayBeQuantized);
    LayerComparison comparison = compareLayers(all);
    QuantizationPlan plan = all.only(precise(comparison.ownRatios()));
    if (!plan.equals(all)) {
      comparison = compareLayers(plan);
    }
    QuantizationReport.DetectionChange change = compareDetections(plan);
    QuantizedCheckpointWriter.write(out, checkpoint, leaves, plan, options.method());
    return new QuantizationReport(
        options.method(), images, skipped, comparison.report(plan.leaves()::containsKey), change);
  }

  private void requireKnown(String layer) {
    if (leaves.convolutions().keySet().stream().noneMatch(name -> isBelow(name, layer))) {
      throw new IllegalArgumentException(
          "keep: %s has no layer '%s'; expected a name such as %s"
              .formatted(
                  checkpoint.name(), layer, leaves.convolutions().keySet().iterator().next()));
    }
  }

  private void calibrate(ImageSource source) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("quantization interrupted after " + images + " images");
    }
    try {
      PreparedImage image = PreparedImage.of(source, settings.imageReading(), preprocessor, false);
      try {
        pass(image, pixels -> network.forward(calibration.input(pixels), calibration));
      } finally {
        keepOrClose(image);
      }
      images++;
    } catch (ImageReadException e) {
      LOG.warn("left out of the calibration: {}", e.getMessage());
      skipped.add(source.name());
    }
    options.progress().progressed(images + skipped.size(), total);
  }

  private void keepOrClose(PreparedImage image) {
    if (compared.size() < COMPARED) {
      compared.add(image);
    } else {
      image.close();
    }
  }

  /** A pass over one image, on all cores, in a scope of its own. */
  private void pass(PreparedImage image, Consumer<Tensor> body) {
    try (PointerScope scope = new PointerScope()) {
      Tensor pixels =
          preprocessor.upload(
              List.of(image.letterboxed()),
              new org.bytedeco.pytorch.Device("cpu"),
              ScalarType.Float);
      CoreBudget.sharedPass(
          CoreBudget.cores(),
          () -> {
            body.accept(pixels);
            return images;
          });
    }
  }

  /** Leaves whose own noise is small enough; what makes none is no convolution. */
  private Predicate<String> precise(Map<String, Double> ownRatios) {
    return name -> !(ownRatios.getOrDefault(name, Double.MAX_VALUE) < options.leastSnr());
  }

  private LayerComparison compareLayers(QuantizationPlan plan) {
    LayerComparison comparison = new LayerComparison(leaves);
    try (YoloNasNetwork quantized = network.transform(new Quantization(plan))) {
      for (PreparedImage image : compared) {
        pass(
            image,
            pixels -> quantized.forward(new LayerComparison.Pair(pixels, pixels), comparison));
      }
    }
    return comparison;
  }

  private QuantizationReport.DetectionChange compareDetections(QuantizationPlan plan) {
    try (YoloNasNetwork quantized = network.transform(new Quantization(plan));
        DetectionComparison comparison = new DetectionComparison(settings, network, quantized)) {
      compared.forEach(image -> pass(image, comparison::add));
      return comparison.change();
    }
  }

  private boolean mayBeQuantized(String name) {
    return !name.endsWith(PREDICTION)
        && ALWAYS_EXACT.stream().noneMatch(kept -> isBelow(name, kept))
        && options.keep().stream().noneMatch(kept -> isBelow(name, kept));
  }

  private static boolean isBelow(String name, String ancestor) {
    return name.equals(ancestor) || name.startsWith(ancestor + ".");
  }
}
