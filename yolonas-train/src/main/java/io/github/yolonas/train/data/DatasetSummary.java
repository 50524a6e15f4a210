package io.github.yolonas.train.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a data set holds, as far as it could be read. Immutable.
 *
 * @param name of the data set
 * @param images how many there are, readable or not
 * @param objectsByClass how many objects of each class are taught, in the order of labels
 */
public record DatasetSummary(String name, int images, Map<String, Long> objectsByClass) {
  /** Copies the map, in its order. */
  public DatasetSummary {
    objectsByClass = Collections.unmodifiableMap(new LinkedHashMap<>(objectsByClass));
  }

  /** All objects that are taught. */
  public long objects() {
    return objectsByClass.values().stream().mapToLong(Long::longValue).sum();
  }
}
