package io.github.yolonas.bench;

import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.LetterboxedImage;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
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

/** From letterboxed bytes to the tensor that the network takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UploadBenchmark {
  /** Images of one tensor. */
  @Param({"1", "8"})
  int batch;

  private LetterboxedImage letterboxed;
  private List<LetterboxedImage> images;

  /** Makes and letterboxes the picture. */
  @Setup
  public void setUp(StageState state) {
    try (DecodedImage image = state.stages().decode()) {
      letterboxed = state.stages().letterbox(image);
    }
    images = Collections.nCopies(batch, letterboxed);
  }

  /** Frees it. */
  @TearDown
  public void tearDown() {
    letterboxed.close();
  }

  /** One batch; tells the number of elements. */
  @Benchmark
  public long upload(StageState state) {
    try (PointerScope scope = new PointerScope()) {
      return state.stages().upload(images).numel();
    }
  }
}
