package io.github.yolonas.train.recipe;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.util.List;
import java.util.Objects;

/** The beginning of a data set. */
record FirstImages(Dataset dataset, int size) implements Dataset {
  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return dataset.annotations(Objects.checkIndex(index, size));
  }

  @Override
  public LabelledImage read(int index) {
    return dataset.read(Objects.checkIndex(index, size));
  }
}
