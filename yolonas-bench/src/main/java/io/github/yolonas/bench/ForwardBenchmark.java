package io.github.yolonas.bench;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The network alone, from the input tensor to the outputs of the heads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ForwardBenchmark {
  private Tensor input;

  /** Makes the input of a 1080p picture. */
  @Setup
  public void setUp(StageState state) {
    input = state.stages().preprocess();
  }

  /** Frees it. */
  @TearDown
  public void tearDown() {
    input.close();
  }

  /** One pass; tells the number of heads. */
  @Benchmark
  public int forward(StageState state) {
    try (PointerScope scope = new PointerScope()) {
      return state.stages().forward(input).classes().size();
    }
  }
}
