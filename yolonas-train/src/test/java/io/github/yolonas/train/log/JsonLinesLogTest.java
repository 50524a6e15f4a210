package io.github.yolonas.train.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.train.loss.DetectionLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesLogTest {
  @TempDir private Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("training.jsonl");
  }

  private List<JsonNode> lines() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(mapper.readTree(line));
    }
    return nodes;
  }

  private List<String> events() throws IOException {
    return lines().stream().map(n -> n.get("event").asText() + " " + n.get("step")).toList();
  }

  @Test
  void aLineForEachEvent() throws IOException {
    JsonLinesLog log = new JsonLinesLog(folder);
    Reports.run(log, 0, 3);
    log.finished(Reports.summary());
    assertThat(events())
        .containsExactly("started 0", "step 1", "step 2", "step 3", "epoch 3", "finished 12");
    JsonNode step = lines().get(2);
    assertThat(Instant.parse(step.get("time").asText())).isBefore(Instant.now().plusSeconds(1));
    assertThat(step.get("learningRate").asDouble()).isEqualTo(5e-4);
    assertThat(step.get("loss").asDouble()).isEqualTo(50);
    assertThat(step.get("distillBox").asDouble()).isEqualTo(0.25);
    assertThat(step.get("gradientNorm").asDouble()).isEqualTo(1.5);
    assertThat(step.get("skipped").asBoolean()).isFalse();
    JsonNode epoch = lines().get(4);
    assertThat(epoch.get("imagesPerSecond").asDouble()).isEqualTo(12);
    assertThat(epoch.at("/validation/ap").asDouble()).isEqualTo(0.05);
    assertThat(epoch.at("/validation/apSmall").asDouble()).isEqualTo(-1);
    JsonNode finished = lines().get(5);
    assertThat(finished.get("reason").asText()).isEqualTo("COMPLETED");
    assertThat(finished.get("bestEpoch").asInt()).isEqualTo(2);
    assertThat(finished.get("checkpoint").asText())
        .isEqualTo(Path.of("größte", "best.pth").toString());
  }

  @Test
  void anEpochThatWasNotValidatedHasNoNumbers() throws IOException {
    JsonLinesLog log = new JsonLinesLog(folder);
    Reports.run(log, 3, 6);
    JsonNode epoch = lines().get(4);
    assertThat(epoch.get("event").asText()).isEqualTo("epoch");
    assertThat(epoch.has("validation")).isFalse();
  }

  @Test
  void whatIsNotFiniteIsNull() throws IOException {
    JsonLinesLog log = new JsonLinesLog(folder);
    log.started(0);
    log.step(
        Reports.step(
            1, new DetectionLoss.Values(1, Double.POSITIVE_INFINITY, 1, Double.NaN), Double.NaN));
    JsonNode step = lines().get(1);
    assertThat(step.get("loss").isNull()).isTrue();
    assertThat(step.get("iou").isNull()).isTrue();
    assertThat(step.get("gradientNorm").isNull()).isTrue();
    assertThat(step.get("classification").asDouble()).isEqualTo(1);
  }

  @Test
  void whatIsLaterThanWhereItGoesOnIsForgotten() throws IOException {
    JsonLinesLog log = new JsonLinesLog(folder);
    Reports.run(log, 0, 4);
    Files.writeString(file, "{\"event\":\"step\",\"st", StandardOpenOption.APPEND);
    Reports.run(new JsonLinesLog(folder), 2, 3);
    assertThat(events())
        .containsExactly("started 0", "step 1", "step 2", "started 2", "step 3", "epoch 3");
  }

  @Test
  void otherLettersOutliveAResumption() throws IOException {
    JsonLinesLog log = new JsonLinesLog(folder);
    log.started(0);
    log.finished(Reports.summary());
    new JsonLinesLog(folder).started(12);
    assertThat(lines().get(1).get("checkpoint").asText()).contains("größte");
  }

  @Test
  void aTrainingThatBeginsAnewForgetsAll() throws IOException {
    Reports.run(new JsonLinesLog(folder), 0, 4);
    Reports.run(new JsonLinesLog(folder), 0, 1);
    assertThat(events()).containsExactly("started 0", "step 1");
  }

  @Test
  void anotherFileOfThatNameStaysAsItIs() throws IOException {
    for (String foreign : List.of("not JSON\n", "[1, 2]\n", "{\"a\": {\"step\": 1}}\n", "\n")) {
      Files.writeString(file, foreign);
      assertThatThrownBy(() -> new JsonLinesLog(folder).started(0))
          .isInstanceOf(TrainingLogException.class)
          .hasMessageContaining(file + ": line 1: expected an object with a step");
      assertThat(file).content().isEqualTo(foreign);
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");
    assertThatThrownBy(() -> new JsonLinesLog(taken).started(0))
        .isInstanceOf(TrainingLogException.class)
        .hasMessageContaining(taken.resolve("training.jsonl") + ": cannot be written");
  }
}
