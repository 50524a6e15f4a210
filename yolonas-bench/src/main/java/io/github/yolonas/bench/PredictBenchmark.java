package io.github.yolonas.bench;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From pixels to detections with the model in {@code -Dyolonas.model=FILE}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PredictBenchmark {
  private static final String SHIPPED_MODEL =
      "yolonas-examples/src/main/resources/io/github/yolonas/examples/shapes.pth";

  /** Images of one call. */
  @Param({"1", "4"})
  int batch;

  private YoloNas model;
  private List<ImageSource> images;
  private PredictOptions options;

  /** Loads the model and makes a noisy 1280×720 image. */
  @Setup
  public void setUp() {
    model = YoloNas.load(Path.of(System.getProperty("yolonas.model", SHIPPED_MODEL)));
    byte[] pixels = new byte[3 * 1280 * 720];
    new Random(1).nextBytes(pixels);
    RgbImage image = RgbImage.ofRgb(pixels, 1280, 720);
    images = Collections.nCopies(batch, ImageSource.of(image));
    options = PredictOptions.builder().keepImage(false).batchSize(batch).build();
  }

  /** Frees the model. */
  @TearDown
  public void tearDown() {
    model.close();
  }

  /** One call. */
  @Benchmark
  public List<ImageDetectionPrediction> predict() {
    return model.predictAll(images, options);
  }
}
