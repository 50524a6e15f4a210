package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import io.github.yolonas.QuantizationOptions;
import io.github.yolonas.Quantizer;
import io.github.yolonas.preprocess.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Carries out a plan, in a folder of its own that goes when it is closed. */
final class Bench implements AutoCloseable {
  private final Plan plan;
  private final Workload workload;
  private final TemporaryFolder folder;
  private final Path checkpoint;
  private final Optional<Path> int8;
  private final OnnxFiles onnx;
  private final Consumer<String> progress;

  private Bench(
      Plan plan,
      TemporaryFolder folder,
      Path checkpoint,
      Optional<Path> int8,
      Consumer<String> progress) {
    this.plan = plan;
    this.workload = plan.workload();
    this.folder = folder;
    this.checkpoint = checkpoint;
    this.int8 = int8;
    onnx =
        new OnnxFiles(
            checkpoint,
            folder.path().resolve("network.onnx"),
            workload,
            int8,
            folder.path().resolve("quantized.onnx"),
            plan.onnx(),
            plan.onnxInt8());
    this.progress = progress;
  }

  /**
   * Makes everything ready.
   *
   * @param progress is told what is being done
   */
  static Bench of(Plan plan, Consumer<String> progress) throws IOException {
    DjlContender.claimEnvironment();
    TemporaryFolder folder = TemporaryFolder.create();
    Path checkpoint =
        plan.model().isPresent()
            ? plan.model().orElseThrow()
            : folder.generate(plan.variant(), plan.size());
    return new Bench(plan, folder, checkpoint, int8(plan, folder, checkpoint, progress), progress);
  }

  /** A quantized checkpoint, if int8 is to be measured: the one given, or one made here. */
  private static Optional<Path> int8(
      Plan plan, TemporaryFolder folder, Path checkpoint, Consumer<String> progress) {
    if (plan.int8().isPresent() || !plan.precisions().contains(Precision.INT8)) {
      return plan.int8();
    }
    progress.accept("quantizing");
    Path quantized = folder.path().resolve("int8.safetensors");
    List<ImageSource> images = List.of(ImageSource.of(GeneratedImage.jpeg()));
    Quantizer.quantize(checkpoint, images, quantized, QuantizationOptions.defaults());
    return Optional.of(quantized);
  }

  Report run() throws Exception {
    progress.accept("measuring the machine");
    Map<String, Double> limits = new LinkedHashMap<>();
    for (Precision precision : List.of(Precision.FP32, Precision.BF16, Precision.INT8)) {
      limit(precision).ifPresent(limit -> limits.put(YolonasContender.label(precision), limit));
    }
    double gigaflops = workload.batch() * NetworkWork.gigaflops(checkpoint, workload.size());
    progress.accept("comparing, round by round");
    try (Comparison.Standings standings = plan.effort().comparison().run(entrants())) {
      List<Figure> figures = plan.full() ? figures(standings.contenders()) : List.of();
      return new Report(plan.machine(), workload, limits, gigaflops, standings.results(), figures);
    }
  }

  /** Where the time of our own passes goes; no peer takes part. */
  List<String> layers() throws Exception {
    LayerBench bench =
        new LayerBench(
            NetworkWork.byLayer(checkpoint, workload.size()),
            workload.batch(),
            plan.effort().comparison().warmUps(),
            plan.effort().comparison().rounds());
    List<String> lines = new ArrayList<>();
    for (Precision precision : plan.precisions()) {
      String label = YolonasContender.label(precision);
      progress.accept("layers in " + label);
      OptionalDouble limit = limit(precision);
      Path file = precision == Precision.INT8 ? int8.orElseThrow() : checkpoint;
      try (YolonasContender network = open(file, precision)) {
        lines.add(
            limit.isPresent()
                ? "%s, at best %.0f GFLOP/s".formatted(label, limit.orElseThrow())
                : label);
        lines.addAll(bench.measure(network).table(limit).lines());
        lines.add("");
      }
    }
    return lines;
  }

  /** GFLOP/s of a large matrix product, where the processor has instructions for it. */
  private OptionalDouble limit(Precision precision) throws Exception {
    if (!plan.machine().multiplies(precision)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        MachineLimit.gigaflopsPerSecond(
            precision, plan.effort().matrixSize(), workload.threads(), plan.effort().runs()));
  }

  private List<Entrant> entrants() {
    List<Entrant> entrants = new ArrayList<>();
    for (Precision precision : plan.precisions()) {
      if (precision != Precision.INT8) {
        entrants.add(ours(checkpoint, precision));
      }
    }
    int8.ifPresent(file -> entrants.add(ours(file, Precision.INT8)));
    for (Peer peer : plan.peers()) {
      entrants.add(peer.entrant(onnx, workload));
      if (peer == Peer.ORT && int8.isPresent()) {
        entrants.add(Peer.quantizedOrt(onnx, workload));
      }
    }
    return entrants;
  }

  private Entrant ours(Path file, Precision precision) {
    return new Entrant(
        YolonasContender.NAME, YolonasContender.label(precision), () -> open(file, precision));
  }

  private YolonasContender open(Path file, Precision precision) {
    return YolonasContender.open(file, precision, workload.threads(), workload.input());
  }

  private List<Figure> figures(List<Contender> contenders) throws Exception {
    List<Contender> shared = contenders.stream().filter(Contender::isThreadSafe).toList();
    ProcessFigures processes = new ProcessFigures(checkpoint, workload);
    List<Figure> figures = new ArrayList<>();
    progress.accept("stages");
    figures.addAll(StageFigures.measure(checkpoint, workload, plan.effort()));
    progress.accept("concurrent callers");
    figures.addAll(CallerFigures.measure(shared, workload, plan.effort()));
    progress.accept("beside a busy process");
    figures.addAll(NeighbourFigures.measure(shared, plan.effort()));
    progress.accept("memory and start");
    figures.addAll(processes.firstPrediction(plan.effort()));
    figures.add(processes.start(ProcessFigures.writeImage(folder.path())));
    if (ChildTask.canTellMemory()) {
      figures.add(processes.peakMemory(YolonasContender.NAME, checkpoint));
      if (hasOrt(shared)) {
        figures.add(processes.peakMemory(OnnxRuntimeContender.NAME, onnx.fp32()));
      }
    }
    return figures;
  }

  private static boolean hasOrt(List<Contender> contenders) {
    return contenders.stream()
        .anyMatch(contender -> contender.name().equals(OnnxRuntimeContender.NAME));
  }

  /** Deletes what was generated. */
  @Override
  public void close() throws IOException {
    folder.close();
  }
}
