package io.github.yolonas.bench;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/** Draws detections on a copy of a 1080p picture. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DrawBenchmark {
  /** Detections on the picture. */
  @Param({"10", "100"})
  int detections;

  private ImageDetectionPrediction prediction;

  /** Makes the picture and the detections. */
  @Setup
  public void setUp() {
    Candidates random = RandomBoxes.of(detections);
    List<String> names =
        IntStream.range(0, RandomBoxes.CLASSES).mapToObj(i -> "class " + i).toList();
    float[][] boxes = new float[detections][];
    for (int i = 0; i < detections; i++) {
      boxes[i] = random.box(i).toXyxy();
    }
    ImageShape shape = new ImageShape(GeneratedImage.HEIGHT, GeneratedImage.WIDTH);
    prediction =
        new ImageDetectionPrediction(
            "picture",
            Optional.of(RgbImage.of(GeneratedImage.pixels())),
            names,
            DetectionPrediction.of(boxes, random.scores(), random.labels(), shape, names),
            new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  /** One picture. */
  @Benchmark
  public BufferedImage draw() {
    return prediction.draw();
  }
}
