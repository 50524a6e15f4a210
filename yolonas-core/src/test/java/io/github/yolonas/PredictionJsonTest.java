package io.github.yolonas;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void hasExactlyTheDocumentedForm() {
    assertThat(
            withoutImage("a.jpg", found(640, 480, detection(1, 0.91f, 12.5f, 30, 100.25f, 140)))
                .toJson())
        .isEqualTo(
            "{'source':'a.jpg','width':640,'height':480,'detections':[{'label':1,'className':'dog',"
                    .replace('\'', '"')
                + "'score':0.91,'box':[12.5,30.0,100.25,140.0]}],'timings':{'decodeMs':3.0,"
                    .replace('\'', '"')
                + "'preprocessMs':1.234567,'forwardMs':180.25,'postprocessMs':0.0}}"
                    .replace('\'', '"'));
  }

  @Test
  void nothingFoundIsAnEmptyList() throws IOException {
    JsonNode json = JSON.readTree(withoutImage("a.jpg", found(1, 1)).toJson());
    assertThat(json.get("detections")).isEmpty();
    assertThat(json.get("detections").isArray()).isTrue();
  }

  @Test
  void everyFloatReadsBackBitForBit() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      float[] v = new float[5];
      for (int k = 0; k < v.length; k++) {
        do {
          v[k] = Float.intBitsToFloat(random.nextInt());
        } while (!Float.isFinite(v[k]));
      }
      JsonNode json =
          JSON.readTree(
                  withoutImage("a", found(9, 9, detection(0, v[0], v[1], v[2], v[3], v[4])))
                      .toJson())
              .at("/detections/0");
      assertThat(Float.parseFloat(json.get("score").asText())).isEqualTo(v[0]);
      for (int k = 1; k < v.length; k++) {
        assertThat(Float.parseFloat(json.get("box").get(k - 1).asText())).isEqualTo(v[k]);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "16777216, 1.6777216E7",
    "2e-3, 0.002",
    // Float.toString before JDK 19 gives a digit too many for these
    "2e10, 2.0E10",
    "1.1e-44, 1.1E-44",
    "-0.0, -0.0",
  })
  void floatsAreTheShortestDecimals(float score, String expected) {
    assertThat(withoutImage("a", found(9, 9, detection(0, score, 0, 0, 1, 1))).toJson())
        .contains("\"score\":" + expected + ",");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void whatJsonHasNoNumberForIsNull(float value) throws IOException {
    String text = withoutImage("a", found(9, 9, detection(0, value, 1, value, 2, value))).toJson();
    assertThat(text).contains("\"score\":null,\"box\":[1.0,null,2.0,null]");
    assertThat(JSON.readTree(text).at("/detections/0/score").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C:\\a \"b\".jpg", "日本/写真.png", "line\nbreak\u0000", "😀", ""})
  void anyTextReadsBack(String source) throws IOException {
    String text = withoutImage(source, found(9, 9, detection(2, 0.5f, 0, 0, 1, 1))).toJson();
    assertThat(JSON.readTree(text).get("source").asText()).isEqualTo(source);
    assertThat(JSON.readTree(text).at("/detections/0/className").asText()).isEqualTo("ψάρι");
    assertThat(text).doesNotContain("\n");
  }

  @Test
  void leavesTheWriterOpen() throws IOException {
    StringWriter closed = new StringWriter();
    try (Writer out =
        new StringWriter() {
          @Override
          public void close() {
            closed.append("closed");
          }
        }) {
      withoutImage("a", found(9, 9)).writeJson(out);
      assertThat(closed.toString()).isEmpty();
      assertThat(out.toString()).isEqualTo(withoutImage("a", found(9, 9)).toJson());
    }
  }

  @Test
  void aFailingWriterIsNamed() {
    assertThatThrownBy(() -> withoutImage("a.jpg", found(9, 9)).writeJson(new FullWriter()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("a.jpg: JSON cannot be written: no space left");
  }

  /** A writer on a full disk. */
  static final class FullWriter extends Writer {
    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
