package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a text, its reader gives sound images or a {@link FormatException}. */
class MutatedTextTest {
  private static final int MUTANTS = 2_000;
  private static final List<AnnotatedImage> IMAGES = Samples.images(9, 4, true);
  private static final CocoDataset DATASET = CocoDataset.of(NAMES, IMAGES);

  /** What tends to upset a parser, in any of the formats. */
  private static final List<String> PIECES =
      List.of(
          "",
          "0",
          "-",
          "1e400",
          "NaN",
          "null",
          "\"",
          ",",
          "\n",
          "\r",
          "{",
          "}",
          "[",
          "]",
          ":",
          "<",
          ">",
          "&",
          "</object>",
          "<!DOCTYPE a>",
          "\u0000",
          "\uD800",
          "\uFEFF",
          " ",
          "99999999999999999999");

  private interface Read {
    void read(Reader in, Consumer<AnnotatedImage> images);
  }

  static Stream<Arguments> readers() {
    StringWriter dataset = new StringWriter();
    DATASET.write(dataset);
    return Stream.of(
        format("csv", new CsvFormat()),
        format("json", new JsonFormat()),
        format("coco results", new CocoResultsFormat(DATASET)),
        reader(
            "coco data set",
            dataset.toString(),
            (in, images) -> CocoDataset.read("text", in).images().forEach(images)),
        reader(
            "yolo",
            written(YoloFormat.of(NAMES).withConfidence()::write),
            (in, images) ->
                images.accept(YoloFormat.of(NAMES).read("text", in, "a", IMAGES.get(0).shape()))),
        reader(
            "voc",
            written(PascalVocFormat.of(NAMES)::write),
            (in, images) -> images.accept(PascalVocFormat.of(NAMES).read("text", in))));
  }

  private static Arguments format(String name, DetectionFormat format) {
    return reader(
        name, Samples.text(format, IMAGES), (in, images) -> format.read("text", in, images));
  }

  private static Arguments reader(String name, String text, Read read) {
    return Arguments.of(name, text, read);
  }

  private interface Write {
    void write(StringWriter out, AnnotatedImage image);
  }

  private static String written(Write write) {
    StringWriter text = new StringWriter();
    IMAGES.stream()
        .filter(image -> image.annotations().size() > 1)
        .findFirst()
        .ifPresent(image -> write.write(text, image));
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void givesSoundImagesOrSaysWhatIsWrong(String name, String text, Read reader) {
    assertThat(text).isNotEmpty();
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutated(text, random);
      List<AnnotatedImage> images = new ArrayList<>();
      try {
        reader.read(new StringReader(mutant), images::add);
      } catch (FormatException e) {
        assertThat(e).hasMessageMatching("(?s)text(:\\d+)?: .*expected.*found.*");
        refused++;
      }
      images.forEach(image -> assertThat(image.prediction()).isNotNull());
    }
    assertThat(refused).as("mutants of %s that are refused", name).isBetween(100, MUTANTS - 1);
  }

  private static String mutated(String text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(8));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at); // cut
      case 1 -> text.substring(0, at) + text.substring(end); // lost
      case 2 -> text.substring(0, end) + text.substring(at); // doubled
      default ->
          text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(end);
    };
  }
}
