package io.github.yolonas.train.recipe;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.Augmentation;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.augment.HorizontalFlip;
import io.github.yolonas.train.augment.Hsv;
import io.github.yolonas.train.augment.LongestSideRescaleAndPad;
import io.github.yolonas.train.augment.Mixup;
import io.github.yolonas.train.augment.Mosaic;
import io.github.yolonas.train.augment.RandomAffine;
import io.github.yolonas.train.augment.RandomAffineOptions;
import io.github.yolonas.train.augment.RandomCrop;
import io.github.yolonas.train.augment.ReverseChannels;
import io.github.yolonas.train.augment.Rotate90;
import io.github.yolonas.train.augment.VerticalFlip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads which augmentations happen: {@code training}, {@code none}, or those that are named, and no
 * other. They happen in a fixed order, that of {@link AugmentationPipeline#training}.
 *
 * @param size of the network's input
 */
record AugmentationReader(InputSize size, Problems problems) {
  private static final Set<String> KEYS =
      Set.of(
          "mosaic",
          "affine",
          "crop",
          "rotate90",
          "hsv",
          "reverseChannels",
          "horizontalFlip",
          "verticalFlip",
          "mixup",
          "padding");
  private static final Set<String> AFFINE =
      Set.of(
          "probability",
          "degrees",
          "translate",
          "scale",
          "shear",
          "borderValue",
          "minBoxSide",
          "minAreaRatio",
          "maxAspectRatio");

  AugmentationPipeline read(String path, Node node) {
    if (node instanceof ScalarNode) {
      return switch (YamlValues.text(node)) {
        case "training" -> AugmentationPipeline.training(size);
        case "none" -> AugmentationPipeline.validation(size);
        default -> throw YamlValues.unexpected("training, none, or a map of augmentations", node);
      };
    }
    YamlMap map = YamlMap.of(path, node, problems);
    map.requireKnown(KEYS);
    List<Augmentation> steps = new ArrayList<>();
    boolean mosaic = map.read("mosaic", YamlValues::flag).orElse(false);
    if (mosaic) {
      steps.add(new Mosaic(1, size));
    }
    map.child("affine").ifPresent(affine -> affine(affine, mosaic).ifPresent(steps::add));
    map.child("crop").ifPresent(crop -> steps.add(crop(crop)));
    map.read("rotate90", n -> new Rotate90(YamlValues.number(n))).ifPresent(steps::add);
    map.child("hsv").ifPresent(hsv -> steps.add(hsv(hsv)));
    map.read("reverseChannels", n -> new ReverseChannels(YamlValues.number(n)))
        .ifPresent(steps::add);
    map.read("horizontalFlip", n -> new HorizontalFlip(YamlValues.number(n))).ifPresent(steps::add);
    map.read("verticalFlip", n -> new VerticalFlip(YamlValues.number(n))).ifPresent(steps::add);
    map.child("mixup").ifPresent(mixup -> steps.add(mixup(mixup)));
    steps.add(
        map.read("padding", this::padding).orElse(LongestSideRescaleAndPad.bottomRight(size)));
    return AugmentationPipeline.of(steps);
  }

  private LongestSideRescaleAndPad padding(Node node) {
    return switch (YamlValues.text(node)) {
      case "bottomRight" -> LongestSideRescaleAndPad.bottomRight(size);
      case "asPrediction" -> LongestSideRescaleAndPad.asPrediction(size);
      default -> throw YamlValues.unexpected("bottomRight or asPrediction", node);
    };
  }

  /** Behind a mosaic it cuts the network's size out; by itself it keeps the image's. */
  private Optional<Augmentation> affine(YamlMap map, boolean mosaic) {
    map.requireKnown(AFFINE);
    RandomAffineOptions.Builder options =
        RandomAffineOptions.builder().size(mosaic ? Optional.of(size) : Optional.empty());
    map.read("probability", each(YamlValues::number, v -> affine().probability(v).build()))
        .ifPresent(options::probability);
    map.read("degrees", each(YamlValues::number, v -> affine().degrees(v).build()))
        .ifPresent(options::degrees);
    map.read("translate", each(YamlValues::number, v -> affine().translate(v).build()))
        .ifPresent(options::translate);
    map.read("scale", each(YamlValues::range, v -> affine().scale(v[0], v[1]).build()))
        .ifPresent(range -> options.scale(range[0], range[1]));
    map.read("shear", each(YamlValues::number, v -> affine().shear(v).build()))
        .ifPresent(options::shear);
    map.read("borderValue", each(YamlValues::integer, v -> affine().borderValue(v).build()))
        .ifPresent(options::borderValue);
    map.read("minBoxSide", each(YamlValues::number, v -> affine().minBoxSide(v).build()))
        .ifPresent(options::minBoxSide);
    map.read("minAreaRatio", each(YamlValues::number, v -> affine().minAreaRatio(v).build()))
        .ifPresent(options::minAreaRatio);
    map.read("maxAspectRatio", each(YamlValues::number, v -> affine().maxAspectRatio(v).build()))
        .ifPresent(options::maxAspectRatio);
    return Optional.of(new RandomAffine(options.build()));
  }

  private static RandomAffineOptions.Builder affine() {
    return RandomAffineOptions.builder();
  }

  /** Makes something of a value alone, so that its range is checked where it stands. */
  static <T> YamlValues.Reader<T> each(YamlValues.Reader<T> reader, Consumer<T> check) {
    return node -> {
      T value = reader.read(node);
      check.accept(value);
      return value;
    };
  }

  private static Augmentation crop(YamlMap map) {
    map.requireKnown(Set.of("probability", "minSide", "minVisible"));
    return new RandomCrop(
        number(map, "probability", 0.5, v -> new RandomCrop(v, 1, 0)),
        number(map, "minSide", 0.5, v -> new RandomCrop(1, v, 0)),
        number(map, "minVisible", 0.25, v -> new RandomCrop(1, 1, v)));
  }

  private static Augmentation hsv(YamlMap map) {
    map.requireKnown(Set.of("probability", "hue", "saturation", "value"));
    return new Hsv(
        number(map, "probability", 0.5, v -> new Hsv(v, 0, 0, 0)),
        whole(map, "hue", 18, v -> new Hsv(1, v, 0, 0)),
        whole(map, "saturation", 30, v -> new Hsv(1, 0, v, 0)),
        whole(map, "value", 30, v -> new Hsv(1, 0, 0, v)));
  }

  private static Augmentation mixup(YamlMap map) {
    map.requireKnown(Set.of("probability", "scale", "flipProbability"));
    double[] scale =
        map.read("scale", each(YamlValues::range, v -> new Mixup(1, v[0], v[1], 0)))
            .orElse(new double[] {0.5, 1.5});
    return new Mixup(
        number(map, "probability", 0.5, v -> new Mixup(v, 1, 1, 0)),
        scale[0],
        scale[1],
        number(map, "flipProbability", 0.5, v -> new Mixup(1, 1, 1, v)));
  }

  private static double number(YamlMap map, String key, double byDefault, Consumer<Double> check) {
    return map.read(key, each(YamlValues::number, check)).orElse(byDefault);
  }

  private static int whole(YamlMap map, String key, int byDefault, Consumer<Integer> check) {
    return map.read(key, each(YamlValues::integer, check)).orElse(byDefault);
  }
}
