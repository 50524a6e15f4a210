package io.github.yolonas.bench;

import io.github.yolonas.postprocess.NonMaxSuppression;
import java.util.Random;
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
  private static final int CLASSES = 80;
  private static final float IMAGE_SIDE = 640;

  /** Boxes to choose among. */
  @Param({"10", "300", "1000", "3000"})
  int candidates;

  private float[] boxes;
  private float[] scores;
  private int[] labels;

  /** Makes random boxes of 20 to 120 pixels. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    boxes = new float[4 * candidates];
    scores = new float[candidates];
    labels = new int[candidates];
    for (int i = 0; i < candidates; i++) {
      boxes[4 * i] = random.nextFloat() * IMAGE_SIDE;
      boxes[4 * i + 1] = random.nextFloat() * IMAGE_SIDE;
      boxes[4 * i + 2] = boxes[4 * i] + 20 + random.nextFloat() * 100;
      boxes[4 * i + 3] = boxes[4 * i + 1] + 20 + random.nextFloat() * 100;
      scores[i] = random.nextFloat();
      labels[i] = random.nextInt(CLASSES);
    }
  }

  /** One suppression. */
  @Benchmark
  public int[] keep() {
    return NonMaxSuppression.perClass(0.7).keep(boxes, scores, labels);
  }
}
