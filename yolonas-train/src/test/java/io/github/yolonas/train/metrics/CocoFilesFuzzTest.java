package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.yolonas.testing.BoundedWork;
import io.github.yolonas.testing.ForeignFile;
import java.nio.file.Path;
import java.util.function.Function;

/** Any bytes are a file of COCO's, or a {@link CocoFormatException} that names it. */
class CocoFilesFuzzTest {
  private static final ForeignFile FILE = ForeignFile.named("fuzz.json");

  private static void read(byte[] data, Function<Path, Object> reader) {
    Path file = FILE.holding(data);
    BoundedWork.read(
        data.length,
        () -> {
          try {
            assertThat(reader.apply(file)).isNotNull();
          } catch (CocoFormatException e) {
            assertThat(e).hasMessageMatching("(?s)\\Q" + file + "\\E: .+");
          }
        });
  }

  @FuzzTest(maxDuration = "60s")
  void groundTruth(byte[] data) {
    read(data, CocoGroundTruth::read);
  }

  @FuzzTest(maxDuration = "60s")
  void results(byte[] data) {
    read(data, CocoResults::read);
  }
}
