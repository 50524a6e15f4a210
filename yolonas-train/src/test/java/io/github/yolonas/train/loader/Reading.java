package io.github.yolonas.train.loader;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.util.List;
import java.util.function.BiFunction;

/** A data set whose reading is watched or hindered. */
record Reading(Dataset dataset, BiFunction<Dataset, Integer, LabelledImage> reader)
    implements Dataset {
  @Override
  public List<String> classNames() {
    return dataset.classNames();
  }

  @Override
  public int size() {
    return dataset.size();
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return dataset.annotations(index);
  }

  @Override
  public LabelledImage read(int index) {
    return reader.apply(dataset, index);
  }
}
