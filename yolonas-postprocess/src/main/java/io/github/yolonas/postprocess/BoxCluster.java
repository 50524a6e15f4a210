package io.github.yolonas.postprocess;

/** Boxes taken for the same object, and the box they make together. */
final class BoxCluster {
  private final Detection first;
  private BoundingBox box;
  private double x1;
  private double y1;
  private double x2;
  private double y2;
  private double weight;
  private double confidence;
  private int size;

  BoxCluster(Detection first) {
    this.first = first;
    box = first.box();
    add(first);
  }

  /** The class of the first member, which is the most confident. */
  int label() {
    return first.label();
  }

  /** The fused box of the members so far. */
  BoundingBox box() {
    return box;
  }

  void add(Detection member) {
    double w = member.confidence() > 0 ? member.confidence() : 0;
    x1 += w * member.box().x1();
    y1 += w * member.box().y1();
    x2 += w * member.box().x2();
    y2 += w * member.box().y2();
    weight += w;
    confidence += member.confidence();
    size++;
    if (size > 1 && weight > 0) { // one member is itself, without rounding
      box =
          new BoundingBox(
              (float) (x1 / weight),
              (float) (y1 / weight),
              (float) (x2 / weight),
              (float) (y2 / weight));
    }
  }

  Detection fused(int views) {
    double seen = (double) Math.min(size, views) / views;
    return new Detection(first.label(), first.className(), (float) (confidence / size * seen), box);
  }
}
