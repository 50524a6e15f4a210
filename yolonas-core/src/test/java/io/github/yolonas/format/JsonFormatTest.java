package io.github.yolonas.format;

import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.withoutImage;
import static io.github.yolonas.format.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionJsonWriter;
import io.github.yolonas.Results;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {
  private static final ImageDetectionPrediction RESULT =
      withoutImage("a.jpg", found(640, 480, Results.detection(1, 0.91f, 12.5f, 30, 100.25f, 140)));

  @Test
  void hasExactlyTheDocumentedForm() {
    assertThat(
            Samples.text(
                new JsonFormat(),
                List.of(
                    Samples.image("a.jpg", object(0, 0.91f, 12.5f, 30, 100.25f, 140)),
                    Samples.image("b.jpg"))))
        .isEqualTo(
            """
            [
            {"source":"a.jpg","width":640,"height":480,"detections":[{"label":0,"className":"cat",\
            "score":0.91,"box":[12.5,30.0,100.25,140.0]}]},
            {"source":"b.jpg","width":640,"height":480,"detections":[]}
            ]
            """);
  }

  @Test
  void readsWhatResultsWrite() {
    AnnotatedImage expected = AnnotatedImage.of(RESULT);
    assertThat(read(RESULT.toJson())).containsExactly(expected);
    StringWriter array = new StringWriter();
    try (PredictionJsonWriter json = new PredictionJsonWriter(array)) {
      json.write(RESULT);
      json.write(RESULT);
    }
    assertThat(read(array.toString())).containsExactly(expected, expected);
  }

  @Test
  void errorsOfImagesAreNotPassedOverInSilence() {
    StringWriter array = new StringWriter();
    try (PredictionJsonWriter json = new PredictionJsonWriter(array)) {
      json.writeError("b.jpg", "b.jpg: no such file");
      json.write(RESULT);
    }
    assertThatThrownBy(() -> read(array.toString()))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "b.jpg: expected a result, found an error: 'b.jpg: no such file';"
                + " JsonFormat.withFailures takes both");
    List<String> failures = new ArrayList<>();
    List<AnnotatedImage> images = new ArrayList<>();
    JsonFormat.withFailures((source, error) -> failures.add(source + " " + error))
        .read("t.json", new StringReader(array.toString()), images::add);
    assertThat(failures).containsExactly("b.jpg b.jpg: no such file");
    assertThat(images).containsExactly(AnnotatedImage.of(RESULT));
  }

  @Test
  void fieldsComeInAnyOrderAndNewOnesArePassedOver() {
    assertThat(
            read(
                """
                {"detections": [{"box": [1, 2, 3.5, 4], "new": {"a": [1, {}]}, "score": 0.5,
                  "className": "cat", "label": 0}],
                 "more": [[]], "height": 480, "width": 640, "source": "a.jpg"}"""))
        .containsExactly(Samples.image("a.jpg", object(0, 0.5f, 1, 2, 3.5f, 4)));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "damaged-json.csv", delimiter = '|', quoteCharacter = '`')
  void damageIsNamed(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.json:" + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "[{", "{\"source\":", "nul", "[{\"width\":NaN}]", "{'a':1}", "[,]"})
  void whatIsNoJsonIsNamed(String text) {
    assertThatThrownBy(() -> read("\n\n" + text))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("t.json:");
  }

  @Test
  void nothingGrowsWithoutEnd() {
    assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> read("{\"more\":" + "[".repeat(100_000)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("nesting depth");
    assertThatThrownBy(() -> read("{\"source\":\"" + "x".repeat(100_000) + "\"}"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("length");
  }

  /** The text of a million images would not fit into the tests' memory. */
  @Test
  void imagesAreHandedOnAsTheyCome() {
    String image = "{\"source\":\"%s\",\"width\":9,\"height\":9,\"detections\":[]},";
    int[] count = {0};
    Reader endless = new RepeatingReader("[", image.formatted("a".repeat(1000)), 10_000_000);
    assertThatThrownBy(
            () ->
                new JsonFormat()
                    .read(
                        "t.json",
                        endless,
                        i -> {
                          if (++count[0] == 300_000) {
                            throw new ArithmeticException("enough");
                          }
                        }))
        .isInstanceOf(ArithmeticException.class);
    assertThat(count[0]).isEqualTo(300_000);
  }

  @Test
  void theSchemaNamesEveryFieldThatIsWritten() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode definitions = mapper.readTree(JsonFormat.schema()).get("$defs");
    JsonNode result = mapper.readTree(RESULT.toJson());
    assertThat(definitions.at("/image/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(result::fieldNames);
    assertThat(definitions.at("/detection/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(result.at("/detections/0")::fieldNames);
    assertThat(definitions.at("/timings/properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(result.get("timings")::fieldNames);
  }

  private static List<AnnotatedImage> read(String text) {
    List<AnnotatedImage> images = new ArrayList<>();
    new JsonFormat().read("t.json", new StringReader(text), images::add);
    return images;
  }

  /** A text once, then another over and over. */
  private static final class RepeatingReader extends Reader {
    private final String repeated;
    private int left;
    private String now;
    private int position;

    RepeatingReader(String first, String repeated, int times) {
      this.repeated = repeated;
      left = times;
      now = first;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (position == now.length()) {
        if (left-- == 0) {
          return -1;
        }
        now = repeated;
        position = 0;
      }
      int count = Math.min(length, now.length() - position);
      now.getChars(position, position + count, buffer, offset);
      position += count;
      return count;
    }

    @Override
    public void close() {}
  }
}
