package io.github.yolonas.train.loader;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.train.augment.AugmentationContext;
import io.github.yolonas.train.data.LabelledObject;
import io.github.yolonas.train.loss.TargetBatch;
import java.util.ArrayList;
import java.util.List;

/** Makes one image of a batch: read, augmented, its objects as targets. Thread-safe. */
record Sampler(ReadableImages images, DataLoaderOptions options, int epoch) {

  /** Which image it became, and what there is to learn on it. */
  record Sample(int index, List<TargetBatch.Box> targets) {}

  /** Writes the pixels of an image, or of its stand-in. */
  Sample make(int index, byte[] pixels, int offset) {
    ReadableImages.Indexed read = images.readFrom(index);
    List<LabelledObject> objects =
        options
            .augmentation()
            .applyInto(
                read.image(),
                AugmentationContext.of(images, options.seed(), epoch, index),
                options.inputSize(),
                pixels,
                offset);
    return new Sample(read.index(), targets(read.image().name(), objects));
  }

  private List<TargetBatch.Box> targets(String name, List<LabelledObject> objects) {
    List<TargetBatch.Box> targets = new ArrayList<>(objects.size());
    for (LabelledObject object : objects) {
      BoundingBox box = object.box();
      requireKnown(name, object.label());
      if (!object.crowd() && Math.min(box.width(), box.height()) > options.minBoxSide()) {
        targets.add(
            new TargetBatch.Box(
                object.label(), box.centerX(), box.centerY(), box.width(), box.height()));
      }
    }
    return targets;
  }

  private void requireKnown(String name, int label) {
    int classes = images.classNames().size();
    if (label >= classes) {
      throw new IllegalStateException(
          "%s: label: expected below the %d classes of the data set, found %d"
              .formatted(name, classes, label));
    }
  }
}
