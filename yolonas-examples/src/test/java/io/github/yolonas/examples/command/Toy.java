package io.github.yolonas.examples.command;

import java.util.ArrayList;
import java.util.List;

/**
 * The toy model, of which the original's own detections are known: a network of five shapes, with
 * four of its images.
 */
public final class Toy {
  /** Its checkpoint, from this module's folder. */
  public static final String MODEL = "../yolonas-core/src/test/resources/reference/toy/shapes.pth";

  /** The folder of images. */
  public static final String IMAGES = "../yolonas-core/src/test/resources/reference/toy/few";

  private Toy() {}

  static CommandRun predict(String... arguments) {
    List<String> line = new ArrayList<>(List.of("predict", "--model", MODEL));
    line.addAll(List.of(arguments));
    return CommandRun.of(line.toArray(String[]::new));
  }
}
