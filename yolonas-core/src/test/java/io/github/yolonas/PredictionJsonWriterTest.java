package io.github.yolonas;

import static io.github.yolonas.Results.detection;
import static io.github.yolonas.Results.found;
import static io.github.yolonas.Results.withoutImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.PredictionJsonTest.FullWriter;
import io.github.yolonas.preprocess.ImageReadException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionJsonWriterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final StringWriter out = new StringWriter();

  @Test
  void aRunWithoutResultsIsAnEmptyArray() throws IOException {
    new PredictionJsonWriter(out).close();
    JsonNode array = JSON.readTree(out.toString());
    assertThat(array.isArray()).isTrue();
    assertThat(array).isEmpty();
  }

  @Test
  void oneResultALine() {
    ImageDetectionPrediction a = withoutImage("a.jpg", found(9, 9, detection(0, 1, 0, 0, 1, 1)));
    ImageDetectionPrediction b = withoutImage("b.jpg", found(9, 9));
    try (PredictionJsonWriter json = new PredictionJsonWriter(out)) {
      json.write(a);
      json.write(b);
      json.writeError("c.jpg", "not an image");
    }
    assertThat(out.toString())
        .isEqualTo(
            """
            [
            %s,
            %s,
            {"source":"c.jpg","error":"not an image"}
            ]
            """
                .formatted(a.toJson(), b.toJson()));
  }

  @Test
  void outcomesAreResultsOrErrors() throws IOException {
    ImageReadException error = new ImageReadException("b.jpg", "it ends early", "a whole JPEG");
    List<PredictionOutcome> outcomes =
        List.of(
            new PredictionOutcome.Predicted(withoutImage("a.jpg", found(9, 9))),
            new PredictionOutcome.Unreadable("b.jpg", error));
    try (PredictionJsonWriter json = new PredictionJsonWriter(out)) {
      outcomes.forEach(json::write);
    }
    JsonNode array = JSON.readTree(out.toString());
    assertThat(array).hasSize(2);
    assertThat(array.get(0).has("error")).isFalse();
    assertThat(array.get(1).fieldNames()).toIterable().containsExactly("source", "error");
    assertThat(array.get(1).get("error").asText()).isEqualTo(error.getMessage());
  }

  @Test
  void eachResultIsThereAtOnce() {
    try (PredictionJsonWriter json = new PredictionJsonWriter(out)) {
      json.writeError("a.jpg", "x");
      assertThat(out.toString()).isEqualTo("[\n{\"source\":\"a.jpg\",\"error\":\"x\"}");
    }
  }

  @Test
  void closesOnceAndThenRefuses() {
    PredictionJsonWriter json = new PredictionJsonWriter(out);
    json.close();
    json.close();
    assertThat(out.toString()).isEqualTo("[\n\n]\n");
    assertThatThrownBy(() -> json.writeError("a", "b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the JSON array is closed");
  }

  @Test
  void aFailingWriterIsReported() {
    assertThatThrownBy(
            () -> {
              try (PredictionJsonWriter json = new PredictionJsonWriter(new FullWriter())) {
                json.writeError("a", "b");
              }
            })
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("JSON cannot be written: no space left");
  }
}
