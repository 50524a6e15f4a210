package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;
import static io.github.yolonas.format.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CocoFormatTest {
  /** Arrays in the least handy order, ids with gaps, fields that do not matter. */
  private static final String DATASET =
      """
      {"info": {"year": 2017},
       "annotations": [
        {"id": 7, "image_id": 42, "category_id": 90, "bbox": [10, 20.5, 30, 40], "area": 55.5,
         "iscrowd": 0, "segmentation": [[1, 2, 3, 4, 5, 6]]},
        {"id": 8, "image_id": 42, "category_id": 3, "bbox": [0, 0, 5, 5], "iscrowd": 1,
         "segmentation": {"counts": [1, 2], "size": [480, 640]}}],
       "categories": [{"id": 90, "name": "traffic light", "supercategory": "x"},
        {"id": 3, "name": "cat"}],
       "images": [{"id": 43, "file_name": "b.jpg", "width": 9, "height": 8},
        {"id": 42, "file_name": "val/a.jpg", "width": 640, "height": 480, "license": 4}]}
      """;

  private final CocoDataset dataset = dataset(DATASET);

  @Test
  void readsADataset() {
    assertThat(dataset.categories().classNames()).containsExactly("cat", "traffic light");
    assertThat(dataset.images())
        .extracting(AnnotatedImage::name)
        .containsExactly("b.jpg", "val/a.jpg");
    AnnotatedImage image = dataset.images().get(1);
    assertThat(image.annotations())
        .containsExactly(
            new Annotation(object(1, 1, 10, 20.5f, 40, 60.5f), 55.5, false),
            new Annotation(object(0, 1, 0, 0, 5, 5), 25, true));
    assertThat(image.truth().size()).isEqualTo(1);
    assertThat(image.prediction().size()).isEqualTo(2);
  }

  @Test
  void objectsThatMeanNothingMayBeLeftOut(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("d.json"), DATASET.replace("[10, 20.5, 30, 40]", "[10, 20.5, -30, 40]"));
    assertThatThrownBy(() -> CocoDataset.read(file)).isInstanceOf(FormatException.class);
    List<String> rejected = new ArrayList<>();
    CocoDataset sound =
        CocoDataset.readSound(file, (id, problem) -> rejected.add(id + " " + problem.getMessage()));
    assertThat(rejected)
        .containsExactly(
            "42 "
                + file
                + ":3: box: expected x1 ≤ x2 and y1 ≤ y2, found '[10.0, 20.5, -20.0, 60.5]'");
    assertThat(sound.images().get(1).annotations())
        .containsExactly(dataset.images().get(1).annotations().get(1));
    Path negative = Files.writeString(folder.resolve("e.json"), DATASET.replace("55.5", "-55.5"));
    CocoDataset.readSound(negative, (id, problem) -> rejected.add(problem.getMessage()));
    assertThat(rejected.get(1)).contains("area: expected 0 or more, found '-55.5'");
    Path cut = Files.writeString(folder.resolve("f.json"), DATASET.substring(0, 120));
    assertThatThrownBy(() -> CocoDataset.readSound(cut, (id, problem) -> {}))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void imagesAreKnownByTheirFileNames() {
    assertThat(dataset.imageId("/data/elsewhere/a.jpg")).isEqualTo(42);
    assertThat(dataset.imageId("b.jpg")).isEqualTo(43);
    assertThatThrownBy(() -> dataset.imageId("c.jpg"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("c.jpg: expected one of the data set's 2 images");
    assertThat(CocoResultsFormat.fileNumber("val2017/000000397133.jpg")).isEqualTo(397133);
    assertThatThrownBy(() -> CocoResultsFormat.fileNumber("a.jpg"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a.jpg: expected a file whose name is a number, found 'a'");
  }

  @Test
  void resultsHaveExactlyTheDocumentedForm() {
    CocoResultsFormat format = new CocoResultsFormat(dataset);
    AnnotatedImage found =
        Samples.image(
            "x/a.jpg", object(1, 0.91f, 10, 20.5f, 40, 60.5f), object(0, 0.5f, 0, 0, 1, 1));
    String text = Samples.text(format, List.of(found, Samples.image("b.jpg")));
    assertThat(text)
        .isEqualTo(
            """
            [
            {"image_id":42,"category_id":90,"bbox":[10.0,20.5,30.0,40.0],"score":0.91},
            {"image_id":42,"category_id":3,"bbox":[0.0,0.0,1.0,1.0],"score":0.5}
            ]
            """);
    List<AnnotatedImage> read = read(text);
    assertThat(read).hasSize(2);
    assertThat(read.get(0).annotations()).isEmpty();
    assertThat(read.get(1).annotations()).isEqualTo(found.annotations());
  }

  @Test
  void resultsComeInAnyOrder() {
    assertThat(
            read(
                """
                [{"score": 3.5, "bbox": [1, 2, 3, 4], "category_id": 3, "image_id": 42},
                 {"image_id": 43, "category_id": 3, "bbox": [0, 0, 1, 1], "score": 0.5},
                 {"image_id": 42, "category_id": 90, "bbox": [1, 2, 3, 4], "score": 0.25, "id": 7}]
                """))
        .extracting(image -> image.annotations().size())
        .containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "damaged-coco.csv", delimiter = '|', quoteCharacter = '`')
  void damageIsNamed(String good, String bad, String message) {
    String text = DATASET.replace(good, bad);
    assertThat(text).isNotEqualTo(DATASET);
    assertThatThrownBy(() -> dataset(text))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.json:" + message);
  }

  @Test
  void resultsOfAnotherDatasetAreRefused() {
    String result =
        "[{\"image_id\": %d, \"category_id\": %d, \"bbox\": [1, 2, 3, 4], \"score\": 1}]";
    assertThatThrownBy(() -> read(result.formatted(44, 3)))
        .isInstanceOf(FormatException.class)
        .hasMessage("r.json:1: image: expected one that is known, found '44'");
    assertThatThrownBy(() -> read(result.formatted(42, 4)))
        .isInstanceOf(FormatException.class)
        .hasMessage("r.json:1: category_id: expected a category's, found '4'");
    assertThatThrownBy(() -> read("{}"))
        .isInstanceOf(FormatException.class)
        .hasMessage("r.json:1: document: expected an array, found '{'");
  }

  @Test
  void imagesOfOneFileNameAreRefused() {
    String text =
        """
        {"images": [{"id": 1, "file_name": "a/1.jpg", "width": 4, "height": 3},
                    {"id": 2, "file_name": "b/1.jpg", "width": 4, "height": 3}],
         "categories": [], "annotations": []}""";
    assertThatThrownBy(() -> dataset(text))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "t.json: images: b/1.jpg: expected an image with a file name of its own, found it"
                + " twice");
  }

  @Test
  void theEightyIdsOfCoco2017() {
    List<String> names = IntStream.range(0, 80).mapToObj(i -> "class " + i).toList();
    CocoCategories categories = CocoCategories.coco2017(names);
    assertThat(categories.byLabel()).hasSize(80);
    assertThat(categories.byLabel().get(0).id()).isEqualTo(1);
    assertThat(categories.byLabel().get(11).id()).as("stop sign").isEqualTo(13);
    assertThat(categories.byLabel().get(79).id()).as("toothbrush").isEqualTo(90);
    assertThat(categories.classNames()).isEqualTo(names);
    assertThatThrownBy(() -> CocoCategories.coco2017(NAMES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classNames: expected COCO's 80, found 6");
  }

  /** Five thousand images of a hundred detections go by without any of them being kept. */
  @Test
  void writingKeepsNothing() {
    CountingWriter out = new CountingWriter();
    AnnotatedImage image =
        new AnnotatedImage(
            "1.jpg",
            Samples.image("").shape(),
            IntStream.range(0, 100)
                .mapToObj(i -> Annotation.of(object(0, 0.5f, i, i, 2 * i, 3 * i)))
                .toList());
    try (DetectionWriter writer =
        CocoResultsFormat.writer(
            out, CocoCategories.numbered(NAMES), CocoResultsFormat::fileNumber)) {
      for (int i = 0; i < 5_000; i++) {
        writer.write(image);
      }
    }
    assertThat(out.written).isGreaterThan(5_000L * 100 * 60);
  }

  /** Tools of others wrote these files; read here and by a plain tree, they say the same. */
  @Test
  void readsARealDataset() throws IOException {
    Path file = ReferenceData.optionalFile("toy/val/annotations.json");
    CocoDataset real = CocoDataset.read(file);
    JsonNode tree = new ObjectMapper().readTree(file.toFile());
    assertThat(real.images()).hasSize(tree.get("images").size());
    assertThat(real.images().stream().mapToInt(i -> i.annotations().size()).sum())
        .isEqualTo(tree.get("annotations").size());
    JsonNode first = tree.at("/annotations/0");
    AnnotatedImage image = Objects.requireNonNull(real.byId().get(first.get("image_id").asLong()));
    assertThat(image.annotations().get(0).area()).isEqualTo(first.get("area").asDouble());
    StringWriter text = new StringWriter();
    real.write(text);
    assertThat(dataset(text.toString()).categories()).isEqualTo(real.categories());
  }

  private static CocoDataset dataset(String text) {
    return CocoDataset.read("t.json", new StringReader(text));
  }

  private List<AnnotatedImage> read(String text) {
    List<AnnotatedImage> images = new ArrayList<>();
    new CocoResultsFormat(dataset).read("r.json", new StringReader(text), images::add);
    return images;
  }

  private static final class CountingWriter extends Writer {
    private long written;

    @Override
    public void write(char[] buffer, int offset, int length) {
      written += length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
