package io.github.yolonas.train.trainer;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.metrics.CocoAnnotation;
import io.github.yolonas.train.metrics.CocoBox;
import io.github.yolonas.train.metrics.CocoCategory;
import io.github.yolonas.train.metrics.CocoEvaluation;
import io.github.yolonas.train.metrics.CocoEvaluator;
import io.github.yolonas.train.metrics.CocoGroundTruth;
import io.github.yolonas.train.metrics.CocoImage;
import io.github.yolonas.train.metrics.CocoResults;
import io.github.yolonas.train.metrics.DetectionEvaluation;
import io.github.yolonas.train.metrics.ModelDetections;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * How good models are on a data set, as their users will have them: on whole images, with the
 * processing of the checkpoint, all detections with a score of {@link ModelDetections#LEAST_SCORE}
 * or more. Image i of the set has COCO's id i, class c the category id c; a model's classes are
 * those of the same names.
 *
 * <p>Immutable; as safe to share as the data set is. Images are read as they are needed, so memory
 * does not grow with them. Interrupting the thread ends an evaluation with a {@link
 * CancellationException}; the thread stays interrupted.
 */
public final class DatasetEvaluator {
  private static final int BATCH = 8;

  private final Dataset dataset;
  private final CocoGroundTruth truth;

  /** Of a data set, whose annotations are read now. */
  public DatasetEvaluator(Dataset dataset) {
    this.dataset = dataset;
    this.truth = truth(dataset);
  }

  /** COCO's numbers. */
  public CocoEvaluation coco(YoloNas model) {
    return CocoEvaluator.evaluate(truth, detections(model));
  }

  /** COCO's numbers, the original's, and what went wrong. */
  public DetectionEvaluation evaluate(YoloNas model) {
    return DetectionEvaluation.of(truth, detections(model));
  }

  private CocoResults detections(YoloNas model) {
    return ModelDetections.of(
        model,
        truth,
        IntStream.range(0, dataset.size()).mapToObj(i -> ImageSource.of(dataset.read(i).image())),
        PredictOptions.builder().batchSize(BATCH).build(),
        (done, total) -> {
          if (done < dataset.size() && Thread.currentThread().isInterrupted()) {
            throw new CancellationException("evaluation: interrupted at image " + done);
          }
        });
  }

  private static CocoGroundTruth truth(Dataset dataset) {
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

  private static CocoBox box(BoundingBox box) {
    float[] xywh = box.toXywh();
    return new CocoBox(xywh[0], xywh[1], xywh[2], xywh[3]);
  }
}
