package io.github.yolonas.examples.command;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which model, and where it runs: for every command that uses one. */
final class ModelArguments {
  @Option(
      names = "--model",
      paramLabel = "FILE",
      description =
          "Checkpoint: .pth, .pt, .safetensors. Without: a small model of printed symbols.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "D",
      converter = DeviceConverter.class,
      description = "cpu, cuda:N or auto (default).")
  private Device device = Device.auto();

  @Option(
      names = "--precision",
      paramLabel = "P",
      converter = PrecisionConverter.class,
      description = "fp32, bf16, fp16, int8 or auto; default the model's own.")
  private Optional<Precision> precision = Optional.empty();

  @Option(names = "--threads", paramLabel = "N", description = "Threads of a pass; default all.")
  private Optional<Integer> threads = Optional.empty();

  /**
   * How to load it.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  YoloNasOptions options() {
    YoloNasOptions.Builder b = YoloNasOptions.builder().device(device);
    precision.ifPresent(b::precision);
    threads.ifPresent(b::threads);
    return b.build();
  }

  /** The model, for the caller to close. */
  YoloNas load(YoloNasOptions options) {
    return model
        .map(file -> YoloNas.load(file, options))
        .orElseGet(() -> ShippedModel.load(options));
  }
}
