package io.github.yolonas.bench;

import io.github.yolonas.postprocess.Candidates;
import java.util.Random;

/** Scored boxes of 20 to 120 pixels and 80 classes, spread over 640×640; always the same. */
final class RandomBoxes {
  static final int CLASSES = 80;
  private static final float IMAGE_SIDE = 640;

  private RandomBoxes() {}

  static Candidates of(int count) {
    Random random = new Random(1);
    float[] boxes = new float[4 * count];
    float[] scores = new float[count];
    int[] labels = new int[count];
    int[] anchors = new int[count];
    for (int i = 0; i < count; i++) {
      boxes[4 * i] = random.nextFloat() * IMAGE_SIDE;
      boxes[4 * i + 1] = random.nextFloat() * IMAGE_SIDE;
      boxes[4 * i + 2] = boxes[4 * i] + 20 + random.nextFloat() * 100;
      boxes[4 * i + 3] = boxes[4 * i + 1] + 20 + random.nextFloat() * 100;
      scores[i] = random.nextFloat();
      labels[i] = random.nextInt(CLASSES);
      anchors[i] = i;
    }
    return new Candidates(boxes, scores, labels, anchors);
  }
}
