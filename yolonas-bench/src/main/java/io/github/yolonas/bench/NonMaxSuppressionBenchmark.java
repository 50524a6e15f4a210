package io.github.yolonas.bench;

import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.NonMaxSuppression;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Suppression among boxes of 80 classes, spread over a 640×640 image. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NonMaxSuppressionBenchmark {
  private static final double IOU = 0.7;

  /** Boxes to choose among. */
  @Param({"10", "300", "3000"})
  int candidates;

  private float[] boxes;
  private float[] scores;
  private int[] labels;

  /** Makes random boxes of 20 to 120 pixels. */
  @Setup
  public void setUp() {
    Candidates random = RandomBoxes.of(candidates);
    boxes = random.boxesXyxy();
    scores = random.scores();
    labels = random.labels();
  }

  /** One suppression. */
  @Benchmark
  public int[] keep() {
    return NonMaxSuppression.perClass(IOU).keep(boxes, scores, labels);
  }
}
