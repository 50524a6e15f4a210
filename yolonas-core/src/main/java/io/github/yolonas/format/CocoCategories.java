package io.github.yolonas.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which of COCO's category ids each label is. Ids are any whole numbers, often with gaps; labels
 * count from 0 without any. Immutable; equal by content.
 */
public final class CocoCategories {
  /** Ids that the eighty classes of COCO 2017 leave out between 1 and 90. */
  private static final Set<Integer> UNUSED = Set.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83);

  private static final int GREATEST = 90;

  private final List<Category> byLabel;
  private final Map<Long, Integer> labels = new HashMap<>();

  /**
   * One category.
   *
   * @param id in COCO's files
   * @param name of the class
   */
  public record Category(long id, String name) {}

  /**
   * Categories in the order of labels.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public CocoCategories(List<Category> byLabel) {
    this.byLabel = List.copyOf(byLabel);
    for (Category category : this.byLabel) {
      if (labels.put(category.id(), labels.size()) != null) {
        throw new IllegalArgumentException(
            "categories: expected each id once, found %d twice".formatted(category.id()));
      }
    }
  }

  /** Ids from 1 on, as data sets of one's own have them. */
  public static CocoCategories numbered(List<String> classNames) {
    return new CocoCategories(
        IntStream.range(0, classNames.size())
            .mapToObj(label -> new Category(label + 1, classNames.get(label)))
            .toList());
  }

  /**
   * The ids of COCO 2017, 1 to 90 with ten gaps.
   *
   * @param classNames the eighty names, in COCO's order
   * @throws IllegalArgumentException if there are not eighty
   */
  public static CocoCategories coco2017(List<String> classNames) {
    List<Integer> ids =
        Stream.iterate(1, id -> id <= GREATEST, id -> id + 1)
            .filter(id -> !UNUSED.contains(id))
            .toList();
    if (classNames.size() != ids.size()) {
      throw new IllegalArgumentException(
          "classNames: expected COCO's %d, found %d".formatted(ids.size(), classNames.size()));
    }
    return new CocoCategories(
        IntStream.range(0, ids.size())
            .mapToObj(label -> new Category(ids.get(label), classNames.get(label)))
            .toList());
  }

  /** The categories, in the order of labels. */
  public List<Category> byLabel() {
    return byLabel;
  }

  /** The names, in the order of labels. */
  public List<String> classNames() {
    return byLabel.stream().map(Category::name).toList();
  }

  boolean knows(long id) {
    return labels.containsKey(id);
  }

  /** The label of an id that is known. */
  int label(long id) {
    return labels.getOrDefault(id, -1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CocoCategories that && byLabel.equals(that.byLabel);
  }

  @Override
  public int hashCode() {
    return byLabel.hashCode();
  }

  @Override
  public String toString() {
    return byLabel.toString();
  }
}
