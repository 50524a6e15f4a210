package io.github.yolonas.train.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Gives images to parts of given sizes so that each gets its share of every class's objects. */
final class Stratification {
  private static final int NONE = -1;

  private final List<int[]> labels;
  private final int[] room;
  private final int[] part;
  private final Random random;

  /** Objects of each class in images that are not given away yet. */
  private final int[] remaining;

  /** Objects of each class that each part still wants; below 0 when it has too many. */
  private final double[][] wanted;

  /**
   * A task.
   *
   * @param labels of each image's objects
   * @param sizes of the parts; their sum is the number of images
   */
  Stratification(List<int[]> labels, int classes, int[] sizes, Random random) {
    this.labels = labels;
    this.random = random;
    room = sizes.clone();
    part = new int[labels.size()];
    Arrays.fill(part, NONE);
    remaining = new int[classes];
    labels.forEach(image -> Arrays.stream(image).forEach(label -> remaining[label]++));
    wanted = new double[sizes.length][classes];
    for (int p = 0; p < sizes.length; p++) {
      for (int c = 0; c < classes; c++) {
        wanted[p][c] = (double) remaining[c] * sizes[p] / labels.size();
      }
    }
  }

  /** The part of each image. */
  int[] run() {
    List<Integer> order = new ArrayList<>(IntStream.range(0, part.length).boxed().toList());
    Collections.shuffle(order, random);
    List<Deque<Integer>> byClass = byClass(order);
    for (int label = rarest(); label != NONE; label = rarest()) {
      Deque<Integer> images = byClass.get(label);
      while (!images.isEmpty()) {
        int image = images.removeFirst();
        if (part[image] == NONE) {
          give(image, neediest(label));
        }
      }
    }
    for (int image : order) {
      if (part[image] == NONE) {
        give(image, roomiest());
      }
    }
    return part;
  }

  private List<Deque<Integer>> byClass(List<Integer> order) {
    List<Deque<Integer>> byClass = new ArrayList<>();
    Arrays.stream(remaining).forEach(count -> byClass.add(new ArrayDeque<>()));
    for (int image : order) {
      Arrays.stream(labels.get(image)).distinct().forEach(c -> byClass.get(c).add(image));
    }
    return byClass;
  }

  /** The class with the fewest objects left, but some; or none. */
  private int rarest() {
    int rarest = NONE;
    for (int c = 0; c < remaining.length; c++) {
      if (remaining[c] > 0 && (rarest == NONE || remaining[c] < remaining[rarest])) {
        rarest = c;
      }
    }
    return rarest;
  }

  private int neediest(int label) {
    int best = NONE;
    for (int p = 0; p < room.length; p++) {
      if (room[p] > 0 && (best == NONE || needsMore(p, best, label))) {
        best = p;
      }
    }
    return best;
  }

  private boolean needsMore(int p, int other, int label) {
    int byClass = Double.compare(wanted[p][label], wanted[other][label]);
    return byClass > 0 || (byClass == 0 && room[p] > room[other]);
  }

  private int roomiest() {
    int best = 0;
    for (int p = 1; p < room.length; p++) {
      best = room[p] > room[best] ? p : best;
    }
    return best;
  }

  private void give(int image, int to) {
    part[image] = to;
    room[to]--;
    for (int label : labels.get(image)) {
      remaining[label]--;
      wanted[to][label]--;
    }
  }
}
