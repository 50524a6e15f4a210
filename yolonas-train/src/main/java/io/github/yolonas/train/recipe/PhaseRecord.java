package io.github.yolonas.train.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.trainer.StopReason;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a phase's folder says of it: what it was begun with, and what became of it once it is done.
 * Texts by name, in a JSON file.
 *
 * @param description see {@link PhaseDescription}
 * @param summary empty while it is under way
 */
record PhaseRecord(Map<String, String> description, Optional<TrainingSummary> summary) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String FILE = "phase.json";

  /** The one of a folder; empty if no phase was begun there. */
  static Optional<PhaseRecord> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (JsonParser json = JSON.createParser(file.toFile())) {
      Map<String, String> description = Map.of();
      Optional<TrainingSummary> summary = Optional.empty();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        Map<String, String> texts = texts(json);
        if (name.equals("description")) {
          description = texts;
        } else if (name.equals("summary")) {
          summary = Optional.of(summary(folder, texts));
        }
      }
      return Optional.of(new PhaseRecord(description, summary));
    } catch (IOException | IllegalArgumentException e) {
      throw new RecipeException(file.toString(), "cannot be read: " + e, e);
    }
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      texts.put(name, json.getText());
    }
    return texts;
  }

  private static TrainingSummary summary(Path folder, Map<String, String> texts) {
    String bestEpoch = text(texts, "bestEpoch");
    String best = text(texts, "best");
    return new TrainingSummary(
        StopReason.valueOf(text(texts, "reason")),
        Integer.parseInt(text(texts, "epochs")),
        Long.parseLong(text(texts, "steps")),
        Long.parseLong(text(texts, "skipped")),
        bestEpoch.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(bestEpoch)),
        best.isEmpty()
            ? Optional.empty()
            : Optional.of(
                CocoStats.ofArray(
                    Arrays.stream(best.split(" ", -1)).mapToDouble(Double::parseDouble).toArray())),
        folder.resolve(text(texts, "checkpoint")),
        Duration.ofNanos(Long.parseLong(text(texts, "nanoseconds"))));
  }

  private static String text(Map<String, String> texts, String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("summary." + name + ": expected a text, found nothing");
    }
    return text;
  }

  private static Map<String, String> texts(TrainingSummary summary) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("reason", summary.reason().name());
    texts.put("epochs", Integer.toString(summary.epochs()));
    texts.put("steps", Long.toString(summary.steps()));
    texts.put("skipped", Long.toString(summary.skipped()));
    texts.put(
        "bestEpoch",
        summary.bestEpoch().isPresent() ? Integer.toString(summary.bestEpoch().getAsInt()) : "");
    texts.put(
        "best",
        summary
            .best()
            .map(
                stats ->
                    Arrays.stream(stats.toArray())
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" ")))
            .orElse(""));
    texts.put("checkpoint", String.valueOf(summary.checkpoint().getFileName()));
    texts.put("nanoseconds", Long.toString(summary.duration().toNanos()));
    return texts;
  }

  /** Writes it into a folder, which is made if it does not exist. */
  void write(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(
          file,
          part -> {
            try (OutputStream out = new FileOutputStream(part.toFile());
                JsonGenerator json = JSON.createGenerator(out).useDefaultPrettyPrinter()) {
              json.writeStartObject();
              write(json, "description", description);
              if (summary.isPresent()) {
                write(json, "summary", texts(summary.get()));
              }
              json.writeEndObject();
            }
          });
    } catch (IOException e) {
      throw new RecipeException(file.toString(), "cannot be written: " + e, e);
    }
  }

  private static void write(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }
}
