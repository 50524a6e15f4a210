package io.github.yolonas;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The toy model and what the original finds with it. */
final class ToyModel {
  static final Path CHECKPOINT =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");

  private ToyModel() {}

  /** The expected results of every scene, the original's own. */
  static Stream<JsonNode> scenes() {
    JsonNode all = ReferenceData.resource("toy/expected.json");
    return StreamSupport.stream(all.spliterator(), false);
  }

  static Path image(JsonNode scene) {
    return image(scene.get("source").asText());
  }

  static Path image(String name) {
    return ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/images")
        .resolve(name);
  }

  static List<Path> images() {
    return scenes().map(ToyModel::image).toList();
  }
}
