package io.github.yolonas.train.augment;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.util.List;

/** A data set in which one image of another stands for all. */
record StandIn(Dataset dataset, int only) implements Dataset {
  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return dataset.annotations(only);
  }

  @Override
  public LabelledImage read(int index) {
    return dataset.read(only);
  }
}
