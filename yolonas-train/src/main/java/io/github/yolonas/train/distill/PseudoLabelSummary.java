package io.github.yolonas.train.distill;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was labelled. Immutable.
 *
 * @param file the COCO file that was written
 * @param images how many images it has
 * @param objectsByClass how many labels of each of the teacher's classes, in the order of labels
 * @param skipped images that could not be read and are not in the file, in order
 */
public record PseudoLabelSummary(
    Path file, int images, Map<String, Long> objectsByClass, List<SkippedImage> skipped) {

  /**
   * An image that could not be read.
   *
   * @param name what it is called
   * @param reason why; the message names the image
   */
  public record SkippedImage(String name, String reason) {}

  /** Copies map and list. */
  public PseudoLabelSummary {
    objectsByClass = Collections.unmodifiableMap(new LinkedHashMap<>(objectsByClass));
    skipped = List.copyOf(skipped);
  }

  /** How many labels there are in all. */
  public long objects() {
    return objectsByClass.values().stream().mapToLong(Long::longValue).sum();
  }
}
