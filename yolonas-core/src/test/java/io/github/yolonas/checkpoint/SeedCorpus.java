package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recipe of the fuzz tests' seeds: {@code java … SeedCorpus src/test/resources} writes them
 * where each fuzz test looks for its own.
 */
final class SeedCorpus {
  private static final String PACKAGE = "io/github/yolonas/checkpoint/";

  private SeedCorpus() {}

  public static void main(String[] args) throws IOException {
    Path resources = Path.of(args[0]);
    byte[] pickle = TestFiles.smallPickle();
    byte[] data = TestFiles.floats(6);
    Path zips = folder(resources, "ZipFuzzTestInputs/zip");
    Files.write(zips.resolve("stored"), TestFiles.smallZip());
    Files.write(
        zips.resolve("deflated"),
        TestFiles.zip(Map.of("a/data.pkl", pickle, "a/data/0", data), true));
    CheckpointWriter.write(zips.resolve("written.pth"), weights(), metadata());
    Path legacy = folder(resources, "LegacyFuzzTestInputs/legacy");
    Files.write(legacy.resolve("small"), TestFiles.smallLegacy());
    Path safetensors = folder(resources, "SafetensorsFuzzTestInputs/safetensors");
    Files.write(safetensors.resolve("small"), TestFiles.smallSafetensors());
    CheckpointWriter.write(safetensors.resolve("written.safetensors"), weights(), metadata());
    Path pickles = folder(resources, "PickleFuzzTestInputs/pickle");
    Files.write(pickles.resolve("small"), pickle);
    writePythonPickles(pickles);
  }

  /** One of the golden pickles in three protocols, with most kinds of value in them. */
  private static void writePythonPickles(Path folder) throws IOException {
    List<String> lines =
        new String(TestFiles.resource("pickles.csv"), StandardCharsets.UTF_8).lines().toList();
    int seeds = 0;
    for (String line : lines) {
      byte[] pickle = Base64.getDecoder().decode(line.split(",", 3)[1]);
      if (line.contains("{s61:{s62") || line.contains("[1 [2 (3)]]") || line.contains("b00ff")) {
        Files.write(folder.resolve("python" + seeds++), pickle);
      }
    }
  }

  private static StateDict weights() {
    StateDict all = CheckpointWriterTest.everyType();
    return StateDict.builder().add(all.get("float32")).add(all.get("bool")).build();
  }

  private static CheckpointMetadata metadata() {
    return CheckpointMetadata.of(
        Optional.of(List.of("cat")), Optional.of(CheckpointWriterTest.ALL_PARAMS), Map.of());
  }

  private static Path folder(Path resources, String name) throws IOException {
    return Files.createDirectories(resources.resolve(PACKAGE + name));
  }
}
