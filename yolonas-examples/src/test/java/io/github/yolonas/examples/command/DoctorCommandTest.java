package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

  @Test
  void aMachineThatPredictsIsFoundHealthy() {
    CommandRun run = CommandRun.of("doctor");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("java ")
        .contains(System.getProperty("java.version"))
        .contains("pytorch")
        .contains("Predictions work here.");
  }

  @Test
  void jsonParses() {
    JsonNode json = CommandRun.of("doctor", "--json").json();
    assertThat(json.get("canPredict").asBoolean()).isTrue();
    assertThat(json.get("checks")).hasSizeGreaterThan(8);
    assertThat(json.at("/checks/0/name").asText()).isEqualTo("library");
    for (JsonNode check : json.get("checks")) {
      assertThat(check.get("status").asText()).isIn("ok", "warning");
      assertThat(check.get("finding").asText()).isNotEmpty();
    }
  }

  @Test
  void helpAndWrongUsage() {
    assertThat(CommandRun.of("doctor", "--help").out()).contains("1   predictions cannot work");
    CommandRun run = CommandRun.of("doctor", "everything");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("everything");
  }
}
