package io.github.yolonas.postprocess;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was found in one image, the most confident first. Immutable; equal by content.
 *
 * <p>It can be read as a list of {@link Detection}, or as the parallel arrays of the original's
 * {@code DetectionPrediction}.
 */
public final class DetectionPrediction implements Iterable<Detection> {
  private final List<Detection> detections;
  private final ImageShape imageShape;

  /**
   * Puts the detections into order; equal confidences keep theirs.
   *
   * @param imageShape the size of the image whose pixels the boxes are given in
   */
  public DetectionPrediction(List<Detection> detections, ImageShape imageShape) {
    float[] confidence = new float[detections.size()];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = detections.get(i).confidence();
    }
    this.detections =
        IntStream.of(ScoreOrder.descending(confidence)).mapToObj(detections::get).toList();
    this.imageShape = Objects.requireNonNull(imageShape, "imageShape");
  }

  /**
   * The prediction in the original's fields: row {@code i} of each is detection {@code i}.
   *
   * @param bboxesXyxy n×4, corners in pixels of the image
   * @param confidence n scores
   * @param labels n indices into {@code classNames}
   * @throws IllegalArgumentException if lengths differ, a box has not 4 numbers, or a label no name
   */
  public static DetectionPrediction of(
      float[][] bboxesXyxy,
      float[] confidence,
      int[] labels,
      ImageShape imageShape,
      List<String> classNames) {
    Ranges.length("confidence", bboxesXyxy.length, confidence.length);
    Ranges.length("labels", bboxesXyxy.length, labels.length);
    List<Detection> detections =
        IntStream.range(0, labels.length)
            .mapToObj(
                i ->
                    new Detection(
                        labels[i], name(labels[i], classNames), confidence[i], box(bboxesXyxy[i])))
            .toList();
    return new DetectionPrediction(detections, imageShape);
  }

  private static String name(int label, List<String> classNames) {
    if (label < 0 || label >= classNames.size()) {
      throw new IllegalArgumentException(
          "labels: expected 0 to %d, for there are %d class names, found %d"
              .formatted(classNames.size() - 1, classNames.size(), label));
    }
    return classNames.get(label);
  }

  private static BoundingBox box(float[] xyxy) {
    Ranges.length("a row of bboxesXyxy", 4, xyxy.length);
    return new BoundingBox(xyxy[0], xyxy[1], xyxy[2], xyxy[3]);
  }

  /** The number of detections. */
  public int size() {
    return detections.size();
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return detections.isEmpty();
  }

  /**
   * Detection {@code index}; 0 is the most confident.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Detection get(int index) {
    return detections.get(index);
  }

  /** All detections, as an unmodifiable list. */
  public List<Detection> detections() {
    return detections;
  }

  /** All detections, as a stream. */
  public Stream<Detection> stream() {
    return detections.stream();
  }

  @Override
  public Iterator<Detection> iterator() {
    return detections.iterator();
  }

  /** The prediction with only those detections that pass. */
  public DetectionPrediction filter(Predicate<? super Detection> condition) {
    return new DetectionPrediction(stream().filter(condition).toList(), imageShape);
  }

  /** The boxes, n×4: left, top, right, bottom in pixels of the image. A fresh copy. */
  public float[][] bboxesXyxy() {
    return stream().map(detection -> detection.box().toXyxy()).toArray(float[][]::new);
  }

  /** The n scores, descending. A fresh copy. */
  public float[] confidence() {
    float[] confidence = new float[size()];
    for (int i = 0; i < confidence.length; i++) {
      confidence[i] = get(i).confidence();
    }
    return confidence;
  }

  /** The n class indices. A fresh copy. */
  public int[] labels() {
    return stream().mapToInt(Detection::label).toArray();
  }

  /** The size of the image whose pixels the boxes are given in. */
  public ImageShape imageShape() {
    return imageShape;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DetectionPrediction that
        && detections.equals(that.detections)
        && imageShape.equals(that.imageShape);
  }

  @Override
  public int hashCode() {
    return Objects.hash(detections, imageShape);
  }

  /** The count, the image's height × width, and one line for each detection. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(size()).append(size() == 1 ? " detection in " : " detections in ");
    text.append(imageShape.height()).append('×').append(imageShape.width());
    detections.forEach(detection -> text.append("\n  ").append(detection));
    return text.toString();
  }
}
