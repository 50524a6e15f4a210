package io.github.yolonas.bench;

import io.github.yolonas.Precision;
import io.github.yolonas.preprocess.InputSize;
import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The stages of a prediction by a generated network, for the benchmarks of single stages. */
@State(Scope.Benchmark)
public class StageState {
  /** The network: S, M, L. */
  @Param({"S"})
  Variant variant = Variant.S;

  /** Height and width of its input. */
  @Param({"640"})
  int size;

  /** FP32 or BF16. */
  @Param({"FP32"})
  Precision precision = Precision.FP32;

  private Stages stages;

  /** Generates and loads the network. */
  @Setup
  public void setUp() throws IOException {
    InputSize input = new InputSize(size, size);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      stages =
          Stages.open(
              folder.generate(variant, input),
              precision,
              input,
              Runtime.getRuntime().availableProcessors());
    }
  }

  /** Frees it. */
  @TearDown
  public void tearDown() {
    stages.close();
  }

  Stages stages() {
    return stages;
  }
}
