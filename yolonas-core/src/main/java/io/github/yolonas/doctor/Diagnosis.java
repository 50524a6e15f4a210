package io.github.yolonas.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.doctor.Check.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What {@link Doctor} found. Immutable.
 *
 * @param checks in the order in which a person would look
 */
public record Diagnosis(List<Check> checks) {

  /** Copies the list. */
  public Diagnosis {
    checks = List.copyOf(checks);
  }

  /** Whether predictions can work here: no check found a problem. */
  public boolean canPredict() {
    return checks.stream().noneMatch(check -> check.status() == Status.PROBLEM);
  }

  /** The check of this name, if it was made. */
  public Optional<Check> check(String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst();
  }

  /**
   * This as a JSON object; a check has an {@code advice} where there is something to be done.
   *
   * <pre>{@code
   * {"canPredict": true,
   *  "checks": [{"name": "java", "status": "ok", "finding": "…", "advice": "…"}]}
   * }</pre>
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("canPredict", canPredict());
      json.writeArrayFieldStart("checks");
      for (Check check : checks) {
        write(json, check);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Check check) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", check.name());
    json.writeStringField("status", check.status().toString());
    json.writeStringField("finding", check.finding());
    if (!check.advice().isEmpty()) {
      json.writeStringField("advice", check.advice());
    }
    json.writeEndObject();
  }

  /** For people to read: a line for each check, and one for each advice. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      text.append("%-8s %-10s %s%n".formatted(check.status(), check.name(), check.finding()));
      if (!check.advice().isEmpty()) {
        text.append("%-19s → %s%n".formatted("", check.advice()));
      }
    }
    return text.append(canPredict() ? "Predictions work here." : "Predictions cannot work here.")
        .toString();
  }
}
