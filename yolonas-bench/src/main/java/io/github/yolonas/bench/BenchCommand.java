package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.runtime.CoreBudget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code yolonas bench}: measures the network beside other runtimes, and prints a table. */
@Command(
    name = "bench",
    description = "Measures the network beside other runtimes, on this machine.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  yolonas bench --variant s --size 640",
      "  yolonas bench --full --json performance.json --chart performance.svg"
    })
public final class BenchCommand implements Callable<Integer> {
  private static final InputSize DEFAULT_SIZE = new InputSize(640, 640);
  private static final InputSize QUICK_SIZE = new InputSize(160, 160);
  private static final int DEVICE_RUNS = 30;
  private static final InputSize TRAINING_SIZE = new InputSize(320, 320);
  private static final int TRAINING_BATCH = 8;
  private static final int TRAINING_STEPS = 10;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--variant",
      paramLabel = "s|m|l",
      description = "The network, with generated weights; default s.")
  private Optional<Variant> variant = Optional.empty();

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A checkpoint, in place of a generated one.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--int8",
      paramLabel = "FILE",
      description = "A quantized checkpoint of the same network, in place of one made here.")
  private Optional<Path> int8 = Optional.empty();

  @Option(
      names = "--size",
      paramLabel = "N",
      converter = SizeConverter.class,
      description = "Input of N×N pixels, or HxW for height and width; default 640.")
  private Optional<InputSize> size = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images of a pass; default 1, or 8 of a training step.")
  private Optional<Integer> batch = Optional.empty();

  @Option(names = "--threads", paramLabel = "N", description = "Threads of a pass; default all.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--precision",
      paramLabel = "P",
      split = ",",
      converter = PrecisionConverter.class,
      description =
          "Some of fp32, bf16, int8; default all the processor has. The first is compared to.")
  private List<Precision> precisions = List.of();

  @Option(
      names = "--peers",
      paramLabel = "NAME",
      split = ",",
      converter = PeerConverter.class,
      description = "Some of ort, djl, opencv; default all.")
  private List<Peer> peers = Arrays.asList(Peer.values());

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "The network for the peers, in place of an exported one.")
  private Optional<Path> onnx = Optional.empty();

  @Option(names = "--onnx-int8", paramLabel = "FILE", description = "The same, quantized.")
  private Optional<Path> quantizedOnnx = Optional.empty();

  @Option(
      names = "--device",
      paramLabel = "D",
      converter = DeviceConverter.class,
      description =
          "Measure our network alone, on cpu or cuda:N, in all its precisions, by batch size;"
              + " no other runtime takes part.")
  private Optional<Device> device = Optional.empty();

  @Option(
      names = "--train",
      description =
          "Measure a training step, stage by stage, on --device (default cpu), of 320×320 pixels"
              + " unless --size says otherwise.")
  private boolean train;

  @Option(
      names = "--layers",
      description = "Tell what our own passes spend their time on; no other runtime takes part.")
  private boolean layers;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Draw the comparison; .svg or .png.")
  private Optional<Path> chart = Optional.empty();

  @Option(names = "--full", description = "Also stages, callers, a busy neighbour, memory, start.")
  private boolean full;

  @Option(
      names = "--quick",
      description = "A very small network, a few passes: to see that it works.")
  private boolean quick;

  /** The command, for picocli to fill. */
  public BenchCommand() {}

  @Override
  public Integer call() throws Exception {
    CommandSpec command = Objects.requireNonNull(spec);
    check(command);
    CoreBudget.computeAlone();
    PrintWriter err = command.commandLine().getErr();
    if (train) {
      measureTraining(command.commandLine().getOut(), err);
      return 0;
    }
    if (device.isPresent()) {
      measureDevice(device.orElseThrow(), command.commandLine().getOut(), err);
      return 0;
    }
    PrintWriter out = command.commandLine().getOut();
    try (Bench bench = Bench.of(plan(), line -> note(err, line))) {
      if (layers) {
        bench.layers().forEach(out::println);
        out.flush();
        return 0;
      }
      Report report = bench.run();
      new ReportText(report).lines().forEach(out::println);
      out.flush();
      write(report, err);
    }
    return 0;
  }

  private void measureTraining(PrintWriter out, PrintWriter err) throws Exception {
    InputSize input = size.orElse(quick ? QUICK_SIZE : TRAINING_SIZE);
    out.printf(
        "at best   %.0f GFLOP/s fp32 (a large matrix product, %d threads of the processor)%n%n",
        MachineLimit.gigaflopsPerSecond(Precision.FP32, quick ? 256 : 2048, threads, 5), threads);
    measureAlone(
        input,
        out,
        checkpoint ->
            new TrainingBench(
                    device.orElse(Device.cpu()),
                    checkpoint,
                    input,
                    batch.orElse(quick ? 1 : TRAINING_BATCH),
                    threads,
                    quick ? 1 : TRAINING_STEPS)
                .lines(line -> note(err, line)));
  }

  private void measureDevice(Device where, PrintWriter out, PrintWriter err) throws Exception {
    InputSize input = size.orElse(quick ? QUICK_SIZE : DEFAULT_SIZE);
    measureAlone(
        input,
        out,
        checkpoint ->
            new DeviceBench(
                    where,
                    checkpoint,
                    input,
                    where.kind() == Device.Kind.CUDA
                        ? List.of(Precision.FP32, Precision.FP16, Precision.BF16)
                        : List.of(Precision.FP32),
                    quick ? List.of(1) : List.of(1, 8, 32),
                    quick ? 2 : DEVICE_RUNS)
                .lines(line -> note(err, line)));
  }

  /** Measures one network, of which lines of text are told. */
  private interface Measurement {
    List<String> lines(Path checkpoint) throws Exception;
  }

  private void measureAlone(InputSize input, PrintWriter out, Measurement measurement)
      throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path checkpoint = model.isPresent() ? model.orElseThrow() : folder.generate(network(), input);
      measurement.lines(checkpoint).forEach(out::println);
      out.flush();
    }
  }

  private Variant network() {
    return variant.orElse(quick ? Variant.TINY : Variant.S);
  }

  private Plan plan() {
    Machine machine = Machine.current();
    List<Precision> asked =
        !precisions.isEmpty()
            ? precisions
            : machine.multiplies(Precision.BF16)
                ? List.of(Precision.FP32, Precision.BF16, Precision.INT8)
                : List.of(Precision.FP32, Precision.INT8);
    return new Plan(
        machine,
        network(),
        model,
        int8,
        size.orElse(quick ? QUICK_SIZE : DEFAULT_SIZE),
        batch.orElse(1),
        threads,
        List.copyOf(new LinkedHashSet<>(asked)),
        List.copyOf(new LinkedHashSet<>(peers)),
        onnx,
        quantizedOnnx,
        quick ? Effort.quick() : Effort.thorough(),
        full);
  }

  private void check(CommandSpec command) {
    batch.ifPresent(
        images -> require(command, images >= 1, "--batch: expected at least 1, found " + images));
    require(command, threads >= 1, "--threads: expected at least 1, found " + threads);
    require(
        command,
        variant.isEmpty() || model.isEmpty(),
        "--variant: a network with generated weights; expected it without --model");
    chart.ifPresent(
        file ->
            require(
                command,
                ReportChart.isWritable(file),
                "--chart: expected a name in .svg or .png, found " + file));
  }

  private static void require(CommandSpec command, boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(command.commandLine(), message);
    }
  }

  private void write(Report report, PrintWriter err) throws IOException {
    if (json.isPresent()) {
      ReportJson.write(report, json.orElseThrow());
      note(err, "wrote " + json.orElseThrow());
    }
    if (chart.isPresent()) {
      ReportChart.write(report, chart.orElseThrow());
      note(err, "wrote " + chart.orElseThrow());
    }
  }

  private static void note(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
