package io.github.yolonas.bench;

import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of a 1080p JPEG to pixels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecodeBenchmark {
  private ImageSource jpeg;

  /** Makes the picture. */
  @Setup
  public void setUp() {
    jpeg = ImageSource.of(GeneratedImage.jpeg());
  }

  /** One picture; tells its width. */
  @Benchmark
  public int decode() {
    try (DecodedImage image = ImageDecoder.decode(jpeg, ImageReadOptions.defaults())) {
      return image.width();
    }
  }
}
