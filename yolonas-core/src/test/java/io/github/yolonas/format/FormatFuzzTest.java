package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.yolonas.testing.BoundedWork;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Any bytes give sound images or a {@link FormatException} that says where and why, in memory and
 * time that are worth the bytes.
 */
class FormatFuzzTest {
  private static final CocoDataset DATASET = CocoDataset.of(NAMES, Samples.images(9, 4, true));

  private interface Read {
    void read(Reader in, Consumer<AnnotatedImage> images);
  }

  private static void read(byte[] data, Read reader) {
    List<AnnotatedImage> images = new ArrayList<>();
    BoundedWork.read(
        data.length,
        () -> {
          try {
            reader.read(text(data), images::add);
          } catch (FormatException e) {
            assertThat(e).hasMessageMatching("(?s)fuzz(:\\d+)?: .*expected.*found.*");
          }
        });
    for (AnnotatedImage image : images) {
      assertThat(image.prediction().imageShape()).isEqualTo(image.shape());
    }
  }

  /** As from a file: other bytes than UTF-8 are an error. */
  private static Reader text(byte[] data) {
    return new InputStreamReader(
        new ByteArrayInputStream(data), StandardCharsets.UTF_8.newDecoder());
  }

  @FuzzTest(maxDuration = "60s")
  void csv(byte[] data) {
    read(data, (in, images) -> new CsvFormat().read("fuzz", in, images));
  }

  @FuzzTest(maxDuration = "60s")
  void json(byte[] data) {
    JsonFormat format = JsonFormat.withFailures((source, error) -> assertThat(error).isNotNull());
    read(data, (in, images) -> format.read("fuzz", in, images));
  }

  @FuzzTest(maxDuration = "60s")
  void coco(byte[] data) {
    read(data, (in, images) -> CocoDataset.read("fuzz", in).images().forEach(images));
  }

  @FuzzTest(maxDuration = "60s")
  void cocoResults(byte[] data) {
    read(data, (in, images) -> new CocoResultsFormat(DATASET).read("fuzz", in, images));
  }

  @FuzzTest(maxDuration = "60s")
  void yolo(byte[] data) {
    YoloFormat format = YoloFormat.of(NAMES);
    read(
        data,
        (in, images) ->
            images.accept(format.read("fuzz", in, "a", DATASET.images().get(0).shape())));
  }

  @FuzzTest(maxDuration = "60s")
  void voc(byte[] data) {
    read(data, (in, images) -> images.accept(PascalVocFormat.of(NAMES).read("fuzz", in)));
    read(data, (in, images) -> assertThat(VocReader.classNames("fuzz", in)).doesNotContainNull());
  }
}
