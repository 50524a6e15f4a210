package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class ConvertCommandTest {
  private static final String MODEL = Toy.MODEL;
  private static final String IMAGE = Toy.IMAGES + "/scene_11_320x240.png";

  @TempDir Path folder;

  /** Class names, thresholds and pre-processing go along: the detections stay bit for bit. */
  @Test
  void thereAndBackGivesTheSameDetections() {
    String tensors = folder.resolve("model.safetensors").toString();
    String back = folder.resolve("model.pth").toString();
    assertThat(CommandRun.of("convert", MODEL, tensors).status()).isZero();
    assertThat(CommandRun.of("convert", tensors, back).status()).isZero();
    JsonNode original = detections(MODEL);
    assertThat(original).hasSize(4);
    assertThat(detections(tensors)).isEqualTo(original);
    assertThat(detections(back)).isEqualTo(original);
  }

  private static JsonNode detections(String model) {
    return CommandRun.of("predict", "--json", "--model", model, IMAGE)
        .json()
        .get(0)
        .get("detections");
  }

  @Test
  void anExistingFileIsReplacedOnlyByForce() throws Exception {
    Path out = Files.writeString(folder.resolve("out.safetensors"), "mine");
    CommandRun refused = CommandRun.of("convert", MODEL, out.toString());
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(out.toString()).contains("--force");
    assertThat(Files.readString(out)).isEqualTo("mine");
    assertThat(CommandRun.of("convert", "--force", MODEL, out.toString()).status()).isZero();
    assertThat(Files.size(out)).isGreaterThan(1_000_000);
  }

  @Test
  void aFileIsNotConvertedToItself() throws Exception {
    Path file = folder.resolve("model.pth");
    Files.copy(Path.of(MODEL), file);
    String other = folder.resolve(".").resolve("model.pth").toString();
    CommandRun run = CommandRun.of("convert", "--force", file.toString(), other);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("expected another file than IN");
    assertThat(file).hasSameBinaryContentAs(Path.of(MODEL));
  }

  @Test
  void otherFormatsAndMissingFilesAreRefusedByName() {
    CommandRun format = CommandRun.of("convert", MODEL, folder.resolve("out.onnx").toString());
    assertThat(format.status()).isEqualTo(2);
    assertThat(format.err()).contains(".pth or .safetensors").contains("out.onnx");
    CommandRun missing =
        CommandRun.of("convert", "no.pth", folder.resolve("out.safetensors").toString());
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("no.pth");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aMistypedNameIsAskedAbout() {
    CommandRun run = CommandRun.of("convert", "pm.xml", folder + "/out.safetensors");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Did you mean 'pom.xml'?");
  }
}
