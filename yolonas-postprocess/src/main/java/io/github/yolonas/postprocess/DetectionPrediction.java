package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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

  /** The prediction with only the classes of these names; names that nothing has are no error. */
  public DetectionPrediction ofClasses(String... names) {
    Set<String> wanted = Set.copyOf(List.of(names));
    return filter(detection -> wanted.contains(detection.className()));
  }

  /** The prediction with only those detections whose confidence is {@code least} or more. */
  public DetectionPrediction withConfidence(double least) {
    return filter(detection -> detection.confidence() >= (float) least);
  }

  /** The prediction with only those boxes whose area lies from least to most square pixels. */
  public DetectionPrediction withArea(double least, double most) {
    return filter(detection -> detection.box().area() >= least && detection.box().area() <= most);
  }

  /** The prediction with only those boxes whose centre lies in a region or on its edge. */
  public DetectionPrediction centredIn(BoundingBox region) {
    return filter(
        detection -> region.contains(detection.box().centerX(), detection.box().centerY()));
  }

  /**
   * The prediction with only those boxes of which enough lies in a region.
   *
   * @param region in pixels of the image
   * @param leastFraction of the box's area, above 0 to 1; with 1 it must lie inside as a whole
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public DetectionPrediction inside(BoundingBox region, double leastFraction) {
    Ranges.positiveFraction("leastFraction", leastFraction);
    return filter(detection -> detection.box().fractionInside(region) >= (float) leastFraction);
  }

  /**
   * The detections in another order. A prediction itself always has the most confident first.
   *
   * <pre>{@code
   * prediction.sorted(Comparator.comparing(detection -> detection.box().area()))
   * }</pre>
   */
  public List<Detection> sorted(Comparator<? super Detection> order) {
    return stream().sorted(order).toList();
  }

  /** How many there are of each class that was found, by class name in the order of labels. */
  public Map<String, Integer> countByClass() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Detection detection : sorted(Comparator.comparingInt(Detection::label))) {
      counts.merge(detection.className(), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  /**
   * The overlap of each box with each of another prediction's, whatever their classes.
   *
   * @return n×m: row {@code i} is of this prediction's box {@code i}, column {@code j} of the
   *     other's box {@code j}
   */
  public float[][] iou(DetectionPrediction other) {
    float[][] iou = new float[size()][other.size()];
    for (int i = 0; i < iou.length; i++) {
      for (int j = 0; j < iou[i].length; j++) {
        iou[i][j] = get(i).box().iou(other.get(j).box());
      }
    }
    return iou;
  }

  /**
   * All detections of both, doubles included; {@link #suppress} takes those out, or {@link
   * WeightedBoxFusion} makes one of them.
   *
   * @throws IllegalArgumentException if the other is of an image of another size
   */
  public DetectionPrediction merge(DetectionPrediction other) {
    Ranges.sameShape(imageShape, other.imageShape);
    List<Detection> both = new ArrayList<>(detections);
    both.addAll(other.detections);
    return new DetectionPrediction(both, imageShape);
  }

  /** The prediction with only those detections that non-maximum suppression keeps. */
  public DetectionPrediction suppress(NonMaxSuppression suppression) {
    return new DetectionPrediction(suppression.keep(detections), imageShape);
  }

  /** The boxes, n×4: left, top, width, height in pixels of the image. A fresh copy. */
  public float[][] bboxesXywh() {
    return boxes(BoundingBox::toXywh);
  }

  /** The boxes, n×4: centre x and y, width, height in pixels of the image. A fresh copy. */
  public float[][] bboxesCxcywh() {
    return boxes(BoundingBox::toCxcywh);
  }

  /** The boxes, n×4: left, top, right, bottom as fractions of the image's size. A fresh copy. */
  public float[][] bboxesXyxyNormalized() {
    return boxes(box -> box.normalized(imageShape).toXyxy());
  }

  /** The boxes, n×4: centre x, y, width, height as fractions of the image's size. A fresh copy. */
  public float[][] bboxesCxcywhNormalized() {
    return boxes(box -> box.normalized(imageShape).toCxcywh());
  }

  private float[][] boxes(Function<BoundingBox, float[]> layout) {
    return stream().map(Detection::box).map(layout).toArray(float[][]::new);
  }

  /** The boxes, n×4: left, top, right, bottom in pixels of the image. A fresh copy. */
  public float[][] bboxesXyxy() {
    return boxes(BoundingBox::toXyxy);
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
