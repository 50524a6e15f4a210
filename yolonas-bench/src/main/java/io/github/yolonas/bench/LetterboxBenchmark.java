package io.github.yolonas.bench;

import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.LetterboxedImage;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.Preprocessor;
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

/** Scales decoded pixels of 1080p and pads them to the size of the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LetterboxBenchmark {
  /** Height and width of the input. */
  @Param({"320", "640"})
  int size;

  private DecodedImage image;
  private Preprocessor preprocessor;

  /** Makes and decodes the picture. */
  @Setup
  public void setUp() {
    ImageSource jpeg = ImageSource.of(GeneratedImage.jpeg());
    image = ImageDecoder.decode(jpeg, ImageReadOptions.defaults());
    preprocessor = new Preprocessor(PreprocessOptions.cocoDefault().withInputSize(size, size));
  }

  /** Frees it. */
  @TearDown
  public void tearDown() {
    image.close();
  }

  /** One picture; tells its padding. */
  @Benchmark
  public int letterbox() {
    try (LetterboxedImage letterboxed = preprocessor.prepare(image)) {
      return letterboxed.letterbox().padTop();
    }
  }
}
