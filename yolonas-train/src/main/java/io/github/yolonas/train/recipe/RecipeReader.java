package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import io.github.yolonas.Variant;
import io.github.yolonas.file.FileStem;
import io.github.yolonas.train.network.NetworkSpec;
import io.github.yolonas.train.recipe.NetworkSource.Pretrained;
import io.github.yolonas.train.recipe.NetworkSource.Untrained;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a recipe.
 *
 * @param file whose folder paths are relative to
 */
record RecipeReader(Path file, Problems problems) {
  private static final int MOST_BYTES = 1 << 20;

  /** Each phase holds all its settings, a thousand times what "- {}" takes in a file. */
  private static final int MOST_PHASES = 1_000;

  private static final NetworkSource NOTHING = NetworkSource.untrained(Variant.S);

  static Recipe read(Path file) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new RecipeException(
            file.toString(), List.of(new RecipeProblem("", "expected at most 1 MiB, found more")));
      }
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new RecipeException(file.toString(), "expected text in UTF-8", e);
    } catch (IOException e) {
      throw new RecipeException(file.toString(), "cannot be read: " + e, e);
    }
    RecipeReader reader = new RecipeReader(file, new Problems());
    Node root = YamlDocument.compose(file.toString(), text);
    Recipe recipe = reader.recipe(YamlMap.of("", root, reader.problems));
    reader.problems.throwIfAny(file.toString());
    return recipe;
  }

  private Path base() {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }

  private Recipe recipe(YamlMap top) {
    Set<String> known = new LinkedHashSet<>(List.of("network", "device", "folder", "phases"));
    known.addAll(PhaseReader.keys());
    if (!top.has("phases")) {
      known.add("name");
    }
    top.requireKnown(known);
    top.require("network", "a map with variant or checkpoint");
    return new Recipe(
        top.child("network").map(this::network).orElse(NOTHING),
        phases(top),
        top.read("device", node -> Device.parse(YamlValues.text(node))).orElse(Device.auto()),
        top.read("seed", YamlValues::wide).orElse(0L),
        top.read("folder", node -> YamlValues.path(node, base()))
            .orElseGet(() -> base().resolve(FileStem.of(file.toString()))));
  }

  private NetworkSource network(YamlMap map) {
    map.requireKnown(Set.of("variant", "width", "depth", "checkpoint", "replaceHead"));
    if (map.has("checkpoint")) {
      for (String other : List.of("variant", "width", "depth")) {
        if (map.has(other)) {
          map.report(
              new IllegalArgumentException(
                  other + ": expected nothing beside a checkpoint, which has its own"));
        }
      }
      return new Pretrained(
          map.read("checkpoint", node -> YamlValues.path(node, base())).orElse(Path.of("")),
          map.read("replaceHead", YamlValues::flag).orElse(false));
    }
    map.require("variant", "s, m or l, or a checkpoint");
    return new Untrained(
        map.read("variant", node -> YamlValues.choice(node, Variant.class)).orElse(Variant.S),
        factor(map, "width"),
        factor(map, "depth"));
  }

  private static double factor(YamlMap map, String key) {
    return map.read(
            key,
            AugmentationReader.each(YamlValues::number, v -> new NetworkSpec(Variant.S, v, v, 1)))
        .orElse(1.0);
  }

  private List<Phase> phases(YamlMap top) {
    PhaseReader reader = new PhaseReader(base(), problems);
    if (!top.has("phases")) {
      return List.of(reader.read("training", new Settings(List.of(top))));
    }
    Optional<List<Node>> nodes =
        top.read(
            "phases",
            node -> {
              if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
                throw YamlValues.unexpected("a list of at least one phase", node);
              }
              if (sequence.getValue().size() > MOST_PHASES) {
                throw new IllegalArgumentException(
                    "expected at most %d phases, found %d"
                        .formatted(MOST_PHASES, sequence.getValue().size()));
              }
              return sequence.getValue();
            });
    List<Phase> phases = new ArrayList<>();
    for (Node node : nodes.orElse(List.of())) {
      int number = phases.size() + 1;
      YamlMap own = YamlMap.of("phase " + number + ".", node, problems);
      Set<String> known = new LinkedHashSet<>(PhaseReader.keys());
      known.add("name");
      own.requireKnown(known);
      phases.add(reader.read("phase-" + number, new Settings(List.of(own, top))));
    }
    return phases.isEmpty() ? List.of(reader.read("training", new Settings(List.of(top)))) : phases;
  }
}
