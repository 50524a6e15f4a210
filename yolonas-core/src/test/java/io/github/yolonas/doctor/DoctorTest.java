package io.github.yolonas.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.ChildJvm;
import io.github.yolonas.doctor.Check.Status;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A healthy machine is found healthy; of a sick one is said what it lacks. */
class DoctorTest {
  private static final Pattern NATIVES =
      Pattern.compile("(openblas|opencv|pytorch)-.*-(linux|macosx|windows)-.*\\.jar");

  @Test
  void thisMachineCanPredict() throws Exception {
    Diagnosis diagnosis = Doctor.examine();
    assertThat(diagnosis.canPredict()).as(diagnosis.toString()).isTrue();
    assertThat(diagnosis.checks())
        .extracting(Check::name)
        .containsExactly(
            "library",
            "java",
            "system",
            "processor",
            "openblas",
            "opencv",
            "pytorch",
            "openmp",
            "cuda",
            "memory",
            "cache",
            "temporary");
    assertThat(finding(diagnosis, "library")).matches("yolonas \\d+\\.\\d+.*");
    assertThat(finding(diagnosis, "java")).startsWith(System.getProperty("java.version"));
    assertThat(finding(diagnosis, "pytorch")).matches("[\\d.]+-[\\d.]+, loaded");
    assertThat(finding(diagnosis, "openmp")).contains("threads");
    assertThat(finding(diagnosis, "cache")).contains("writable").contains("free");
    assertThat(diagnosis.toString()).endsWith("Predictions work here.");
    assertThat(diagnosis.check("magic")).isEmpty();
    JsonNode json = new ObjectMapper().readTree(diagnosis.toJson());
    assertThat(json.get("canPredict").asBoolean()).isTrue();
    assertThat(json.get("checks")).hasSize(diagnosis.checks().size());
    assertThat(json.at("/checks/1/status").asText()).isEqualTo("ok");
  }

  @Test
  void withoutNativesItSaysWhatToAdd() throws Exception {
    JsonNode json = examineWithout(jar -> NATIVES.matcher(jar).matches());
    assertThat(json.get("canPredict").asBoolean()).isFalse();
    for (String library : List.of("openblas", "opencv", "pytorch")) {
      JsonNode check = check(json, library);
      assertThat(check.get("status").asText()).isEqualTo("problem");
      assertThat(check.get("finding").asText()).contains("its natives for").contains("missing");
      assertThat(check.get("advice").asText())
          .containsPattern("add org\\.bytedeco:" + library + ":[\\d.]+-[\\d.]+:\\w+-\\w+")
          .contains("org.bytedeco:" + library + "-platform");
    }
    assertThat(check(json, "cache").get("status").asText()).isEqualTo("ok");
  }

  @Test
  void withoutLibTorchItSaysSoAndGoesOn() throws Exception {
    JsonNode json = examineWithout(jar -> jar.startsWith("pytorch-"));
    assertThat(json.get("canPredict").asBoolean()).isFalse();
    JsonNode pytorch = check(json, "pytorch");
    assertThat(pytorch.get("finding").asText()).contains("Java classes are missing");
    assertThat(pytorch.get("advice").asText()).contains("add org.bytedeco:pytorch:");
    assertThat(check(json, "opencv").get("status").asText()).isEqualTo("ok");
    assertThat(check(json, "temporary").get("status").asText()).isEqualTo("ok");
  }

  /** Natives that need what is not there are not said to be missing themselves. */
  @Test
  void withoutOpenBlasLibTorchIsNotBlamed() throws Exception {
    JsonNode json =
        examineWithout(jar -> jar.startsWith("openblas-") && NATIVES.matcher(jar).matches());
    assertThat(check(json, "openblas").get("advice").asText())
        .contains("add org.bytedeco:openblas");
    assertThat(check(json, "pytorch").get("finding").asText())
        .contains("are there but cannot be loaded")
        .contains("openblas");
  }

  /** JNA tells how OpenMP waits; an application may leave it out. */
  @Test
  void withoutJnaPredictionsWork() throws Exception {
    JsonNode json = examineWithout(jar -> jar.startsWith("jna-"));
    assertThat(json.get("canPredict").asBoolean()).isTrue();
    assertThat(check(json, "openmp").get("status").asText()).isEqualTo("warning");
  }

  @Test
  void aCheckThatFailsIsAFinding() {
    Check check =
        Doctor.examined(
            "cuda",
            () -> {
              throw new UnsatisfiedLinkError("no jnitorch");
            });
    assertThat(check.status()).isEqualTo(Status.WARNING);
    assertThat(check.finding()).contains("cannot be examined").contains("no jnitorch");
  }

  private static JsonNode examineWithout(Predicate<String> jar) throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !jar.test(new File(entry).getName()))
            .collect(Collectors.joining(File.pathSeparator));
    String output = ChildJvm.output(List.of(), classPath, Examining.class);
    return new ObjectMapper()
        .readTree(output.lines().filter(line -> line.startsWith("{")).findFirst().orElse(output));
  }

  private static JsonNode check(JsonNode json, String name) {
    for (JsonNode check : json.get("checks")) {
      if (check.get("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no " + name + " in " + json);
  }

  private static String finding(Diagnosis diagnosis, String name) {
    return diagnosis.check(name).orElseThrow().finding();
  }
}
