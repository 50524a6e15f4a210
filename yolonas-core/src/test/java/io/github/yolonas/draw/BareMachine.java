package io.github.yolonas.draw;

import static io.github.yolonas.Results.detection;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.Results;

/** The program of {@link BareMachineTest}: draws without labels, then twice with them. */
final class BareMachine {
  private BareMachine() {}

  public static void main(String[] arguments) {
    draw(false);
    draw(true);
    draw(true);
  }

  private static void draw(boolean labels) {
    DrawOptions options = DrawOptions.builder().showLabels(labels).build();
    try {
      Results.onGray(300, 300, detection(0, 0.5f, 50, 50, 250, 250)).draw(options);
      System.out.println("labels " + labels + ": drawn");
    } catch (IllegalStateException e) {
      System.out.println("labels " + labels + ": " + e.getMessage());
    }
  }
}
