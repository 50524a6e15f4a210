package io.github.yolonas.train.recipe;

import io.github.yolonas.train.loss.Assigner;
import io.github.yolonas.train.loss.AtssAssigner;
import io.github.yolonas.train.loss.ClassificationLoss;
import io.github.yolonas.train.loss.FocalLoss;
import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.loss.TaskAlignedAssigner;
import io.github.yolonas.train.loss.VarifocalLoss;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what is minimised. */
final class LossReader {
  private static final Set<String> KEYS =
      Set.of(
          "assigner",
          "classification",
          "batchedAssignment",
          "doubleTargets",
          "classificationWeight",
          "iouWeight",
          "dflWeight");
  private static final double FOCAL_ALPHA = 0.25;
  private static final double FOCAL_GAMMA = 2;

  private LossReader() {}

  static PPYoloELossOptions read(YamlMap map) {
    map.requireKnown(KEYS);
    PPYoloELossOptions.Builder options = PPYoloELossOptions.builder();
    map.read("assigner", LossReader::assigner).ifPresent(options::assigner);
    map.read("classification", LossReader::classification).ifPresent(options::classification);
    map.read("batchedAssignment", YamlValues::flag).ifPresent(options::batchedAssignment);
    map.read("doubleTargets", YamlValues::flag).ifPresent(options::doubleTargets);
    weight(map, "classificationWeight").ifPresent(options::classificationWeight);
    weight(map, "iouWeight").ifPresent(options::iouWeight);
    weight(map, "dflWeight").ifPresent(options::dflWeight);
    return options.build();
  }

  private static Optional<Double> weight(YamlMap map, String key) {
    return map.read(
        key,
        AugmentationReader.each(
            YamlValues::number, v -> PPYoloELossOptions.builder().iouWeight(v).build()));
  }

  private static Assigner assigner(Node node) {
    return switch (YamlValues.text(node)) {
      case "taskAligned" -> TaskAlignedAssigner.defaults();
      case "atss" -> AtssAssigner.defaults();
      default -> throw YamlValues.unexpected("taskAligned or atss", node);
    };
  }

  private static ClassificationLoss classification(Node node) {
    return switch (YamlValues.text(node)) {
      case "varifocal" -> VarifocalLoss.defaults();
      case "focal" -> new FocalLoss(FOCAL_ALPHA, FOCAL_GAMMA);
      default -> throw YamlValues.unexpected("varifocal or focal", node);
    };
  }
}
