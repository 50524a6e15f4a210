package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.ExecutionExplanation;
import io.github.yolonas.explain.Origin;
import java.util.Optional;

/** Says who decided where and how a network computes. */
final class ExecutionChoices {
  private ExecutionChoices() {}

  static ExecutionExplanation explain(
      YoloNasOptions options,
      Device device,
      Precision precision,
      boolean quantized,
      Chosen<String> kernels) {
    return new ExecutionExplanation(
        device(options, device),
        precision(options, precision, quantized),
        kernels,
        threads(options),
        batchSize(options.predict()));
  }

  private static Chosen<Device> device(YoloNasOptions options, Device device) {
    if (options.device().kind() != Device.Kind.AUTO) {
      return Chosen.of(device, Origin.OPTION);
    }
    String why = CudaState.current().whatIsMissing().orElse("the first CUDA device");
    return Chosen.of(device, Origin.MACHINE).because(why);
  }

  private static Chosen<Precision> precision(
      YoloNasOptions options, Precision precision, boolean quantized) {
    Optional<Precision> asked = options.precision();
    if (asked.isPresent()) {
      return asked.get() == Precision.AUTO
          ? Chosen.of(precision, Origin.MACHINE).because("the fastest with negligible loss")
          : Chosen.of(precision, Origin.OPTION);
    }
    if (precision == Precision.INT8) {
      return Chosen.of(precision, Origin.CHECKPOINT).because("it is quantized");
    }
    return Chosen.of(precision, Origin.DEFAULT)
        .because(quantized ? "int8 runs on the CPU alone" : "exact to the original");
  }

  private static Chosen<Integer> threads(YoloNasOptions options) {
    int cores = CoreBudget.cores();
    if (options.threads().isEmpty()) {
      return Chosen.of(cores, Origin.MACHINE).because("as many as there are cores");
    }
    int asked = options.threads().getAsInt();
    return asked <= cores
        ? Chosen.of(asked, Origin.OPTION)
        : Chosen.of(cores, Origin.MACHINE)
            .because("%d were asked for, there are %d cores".formatted(asked, cores));
  }

  private static Chosen<Integer> batchSize(PredictOptions predict) {
    return predict.batchSize().isPresent()
        ? Chosen.of(predict.batchSize().getAsInt(), Origin.OPTION)
        : Chosen.of(PredictOptions.DEFAULT_BATCH_SIZE, Origin.DEFAULT);
  }
}
