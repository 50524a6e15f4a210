package io.github.yolonas.bench;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.InputSize;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
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

/**
 * From a 1080p JPEG in memory to detections, by a generated network. More with {@code -p
 * variant=S,M,L -p size=320,640 -p batch=1,4,8 -p precision=FP32,BF16}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class PredictBenchmark {
  /** The network: S, M, L. */
  @Param({"S"})
  Variant variant = Variant.S;

  /** Height and width of its input. */
  @Param({"640"})
  int size;

  /** Images of one call. */
  @Param({"1"})
  int batch;

  /** FP32 or BF16. */
  @Param({"FP32"})
  Precision precision = Precision.FP32;

  private YoloNas model;
  private List<ImageSource> images;
  private PredictOptions options;

  /** Generates and loads the network, and makes the picture. */
  @Setup
  public void setUp() throws IOException {
    YoloNasOptions loading = YoloNasOptions.builder().precision(precision).build();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      model = YoloNas.load(folder.generate(variant, new InputSize(size, size)), loading);
    }
    images = Collections.nCopies(batch, ImageSource.of(GeneratedImage.jpeg()));
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
