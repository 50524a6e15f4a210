package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.CandidateSelector;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.DflDecoder;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.LetterboxedImage;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.runtime.Devices;
import io.github.yolonas.runtime.ModelLoader;
import io.github.yolonas.runtime.NetworkDetector;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The stages of a prediction one by one, each on what the one before has made of a 1080p JPEG. What
 * a stage makes lives in the caller's scope, or is the caller's to close.
 */
final class Stages implements AutoCloseable {
  private final DflDecoder decoder = new DflDecoder(Architecture.STRIDES);
  private final ImageSource jpeg = ImageSource.of(GeneratedImage.jpeg());
  private final PostprocessOptions thresholds = PostprocessOptions.builder().conf(0.25).build();
  private final Preprocessor preprocessor;
  private final NetworkDetector detector;
  private final ScalarType dtype;
  private final int threads;

  private Stages(InputSize size, NetworkDetector detector, ScalarType dtype, int threads) {
    preprocessor =
        new Preprocessor(
            PreprocessOptions.cocoDefault().withInputSize(size.height(), size.width()));
    this.detector = detector;
    this.dtype = dtype;
    this.threads = threads;
  }

  /** The network is the one that predictions run, weights prepacked and all. */
  static Stages open(Path checkpoint, Precision precision, InputSize size, int threads) {
    YoloNasOptions options =
        YoloNasOptions.builder()
            .device(io.github.yolonas.Device.cpu())
            .precision(precision)
            .build();
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      NetworkDetector detector = (NetworkDetector) ModelLoader.load(open, options).detector();
      return new Stages(size, detector, Devices.dtype(precision), threads);
    }
  }

  DecodedImage decode() {
    return ImageDecoder.decode(jpeg, ImageReadOptions.defaults());
  }

  LetterboxedImage letterbox(DecodedImage image) {
    return preprocessor.prepare(image);
  }

  Tensor upload(List<LetterboxedImage> images) {
    return preprocessor.upload(images, new Device("cpu"), dtype);
  }

  /** Decode, letterbox and upload of one image. */
  Tensor preprocess() {
    try (DecodedImage image = decode();
        LetterboxedImage letterboxed = letterbox(image)) {
      return upload(List.of(letterboxed));
    }
  }

  HeadTensors forward(Tensor input) {
    return CoreBudget.sharedPass(
        threads, () -> HeadTensors.of(detector.network(), input), HeadTensors::all);
  }

  DecodedBoxes decodeDistributions(HeadTensors heads) {
    return CoreBudget.sharedPass(
        threads,
        () -> decoder.decode(heads.classes(), heads.distances()),
        decoded -> List.of(decoded.boxes(), decoded.scores()));
  }

  /** Choice of candidates and non-maximum suppression; how many are left. */
  int suppress(DecodedBoxes decoded) {
    int kept = 0;
    for (Candidates candidates : CandidateSelector.select(decoded, thresholds)) {
      kept += DetectionPostprocessor.process(candidates, thresholds).size();
    }
    return kept;
  }

  /** Everything after the network; how many detections are left. */
  int postprocess(HeadTensors heads) {
    try (PointerScope scope = new PointerScope()) {
      return suppress(decodeDistributions(heads));
    }
  }

  @Override
  public void close() {
    decoder.close();
    detector.close();
  }

  /** What the heads make of the JPEG, for the caller to close; not in any scope. */
  HeadTensors headsOfImage() {
    HeadTensors heads;
    try (PointerScope scope = new PointerScope()) {
      heads = forward(preprocess());
      heads.classes().forEach(Tensor::retainReference);
      heads.distances().forEach(Tensor::retainReference);
    }
    return heads;
  }

  /** The heads' raw outputs, one tensor for each stride. */
  record HeadTensors(List<Tensor> classes, List<Tensor> distances) implements AutoCloseable {
    private List<Tensor> all() {
      return Stream.concat(classes.stream(), distances.stream()).toList();
    }

    @Override
    public void close() {
      classes.forEach(Tensor::releaseReference);
      distances.forEach(Tensor::releaseReference);
    }

    private static HeadTensors of(YoloNasNetwork network, Tensor input) {
      var outputs = network.forward(input);
      return new HeadTensors(outputs.clsLogits(), outputs.regDistri());
    }
  }
}
