package io.github.yolonas.bench;

import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
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

/** From the outputs of the heads to boxes and scores. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DflDecodeBenchmark {
  private Stages.HeadTensors heads;

  /** Runs the network once. */
  @Setup
  public void setUp(StageState state) {
    heads = state.stages().headsOfImage();
  }

  /** Frees its outputs. */
  @TearDown
  public void tearDown() {
    heads.close();
  }

  /** One image; tells the number of scores. */
  @Benchmark
  public long decode(StageState state) {
    try (PointerScope scope = new PointerScope()) {
      return state.stages().decodeDistributions(heads).scores().numel();
    }
  }
}
