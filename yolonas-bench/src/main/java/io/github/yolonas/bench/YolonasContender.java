package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.QuantizedLeaves;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.runtime.LoadedModel;
import io.github.yolonas.runtime.ModelLoader;
import io.github.yolonas.runtime.NetworkDetector;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * This library: the network and the decoding of its distributions, as a prediction runs them. Its
 * input lies channels-last, as a prediction uploads it; the values are the others'.
 */
final class YolonasContender implements Contender {
  static final String NAME = "yolonas";

  private final LoadedModel model;
  private final Precision precision;
  private final int threads;
  private final Tensor input;

  private YolonasContender(
      LoadedModel model, Precision precision, int threads, NetworkInput input) {
    this.model = model;
    this.precision = precision;
    this.threads = threads;
    try (PointerScope scope = new PointerScope()) {
      this.input = channelsLast(input, precision).retainReference();
    }
  }

  static YolonasContender open(
      Path checkpoint, Precision precision, int threads, NetworkInput input) {
    YoloNasOptions options =
        YoloNasOptions.builder().device(Device.cpu()).precision(precision).threads(threads).build();
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      return new YolonasContender(ModelLoader.load(open, options), precision, threads, input);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String precision() {
    return label(precision);
  }

  static String label(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String version() {
    return Versions.yolonas();
  }

  @Override
  public boolean isThreadSafe() {
    return true;
  }

  @Override
  public Outputs run() {
    return CoreBudget.sharedPass(
        threads,
        () -> {
          DecodedBoxes decoded = model.detector().detect(input);
          return new Outputs(values(decoded.boxes()), values(decoded.scores()));
        });
  }

  /** The network alone, computed as told; how many feature maps it looked at. */
  int forward(Execution<Tensor> on) {
    return CoreBudget.sharedPass(threads, () -> network().forward(input, on).clsLogits().size());
  }

  /** By name; none of a network in floating point. */
  Set<String> quantizedLayers() {
    return QuantizedLeaves.of(network());
  }

  private YoloNasNetwork network() {
    return ((NetworkDetector) model.detector()).network();
  }

  private static Tensor channelsLast(NetworkInput input, Precision precision) {
    Tensor nchw = torch.from_blob(new FloatPointer(input.values()), input.shape());
    return nchw.clone()
        .to(
            new org.bytedeco.pytorch.Device("cpu"),
            precision == Precision.BF16 ? ScalarType.BFloat16 : ScalarType.Float,
            false,
            false,
            new MemoryFormatOptional(MemoryFormat.ChannelsLast));
  }

  private static float[] values(Tensor tensor) {
    Tensor plain = tensor.contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    new FloatPointer(plain.data_ptr()).capacity(values.length).get(values);
    return values;
  }

  @Override
  public void close() {
    model.detector().close();
    input.releaseReference();
  }
}
