package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The choice of candidates as a walk over the scores of one image, score by score. */
final class PlainSelection {
  /** A score that passes. */
  record Pair(int anchor, int label, float score) {}

  private final float[] scores;
  private final int classes;
  private final PostprocessOptions options;

  PlainSelection(float[] scores, int classes, PostprocessOptions options) {
    this.scores = scores;
    this.classes = classes;
    this.options = options;
  }

  /** In the order of anchors, then of classes. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int anchor = 0; anchor < scores.length / classes; anchor++) {
      pairs.addAll(options.multiLabelPerBox() ? everyLabel(anchor) : bestLabel(anchor));
    }
    pairs.removeIf(pair -> !options.classes().isEmpty() && !options.classes().contains(pair.label));
    return pairs.stream()
        .sorted(Comparator.comparing(Pair::score).reversed())
        .limit(options.nmsTopK())
        .sorted(Comparator.comparingInt(Pair::anchor).thenComparingInt(Pair::label))
        .toList();
  }

  private List<Pair> everyLabel(int anchor) {
    List<Pair> pairs = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      if (score(anchor, label) > (float) options.conf()) {
        pairs.add(new Pair(anchor, label, score(anchor, label)));
      }
    }
    return pairs;
  }

  private List<Pair> bestLabel(int anchor) {
    int best = 0;
    for (int label = 0; label < classes; label++) {
      if (Float.isNaN(score(anchor, label))) {
        return List.of();
      }
      best = score(anchor, label) > score(anchor, best) ? label : best;
    }
    boolean passes = score(anchor, best) >= (float) options.conf();
    return passes ? List.of(new Pair(anchor, best, score(anchor, best))) : List.of();
  }

  private float score(int anchor, int label) {
    return scores[anchor * classes + label];
  }
}
