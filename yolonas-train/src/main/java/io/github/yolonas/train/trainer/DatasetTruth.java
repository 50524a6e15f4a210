package io.github.yolonas.train.trainer;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.metrics.CocoAnnotation;
import io.github.yolonas.train.metrics.CocoBox;
import io.github.yolonas.train.metrics.CocoCategory;
import io.github.yolonas.train.metrics.CocoGroundTruth;
import io.github.yolonas.train.metrics.CocoImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A data set as the evaluator wants it: image i has the id i, label c the category c. */
final class DatasetTruth {
  private DatasetTruth() {}

  /** All images, classes and objects of a data set. */
  static CocoGroundTruth of(Dataset dataset) {
    List<String> names = dataset.classNames();
    List<CocoCategory> categories =
        IntStream.range(0, names.size()).mapToObj(i -> new CocoCategory(i, names.get(i))).toList();
    List<CocoImage> images = new ArrayList<>();
    List<CocoAnnotation> annotations = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i++) {
      AnnotatedImage image = dataset.annotations(i);
      images.add(new CocoImage(i, image.name(), image.shape().width(), image.shape().height()));
      for (Annotation a : image.annotations()) {
        annotations.add(
            new CocoAnnotation(i, a.object().label(), box(a.object().box()), a.area(), a.crowd()));
      }
    }
    return new CocoGroundTruth(images, categories, annotations);
  }

  static CocoBox box(BoundingBox box) {
    float[] xywh = box.toXywh();
    return new CocoBox(xywh[0], xywh[1], xywh[2], xywh[3]);
  }
}
