package io.github.yolonas.train.data;

/** What can be found in a data set. */
public enum FindingKind {
  /** An image is missing, damaged or no image. */
  UNREADABLE_IMAGE(FindingSeverity.ERROR, Repair.DROP_IMAGE),
  /** An image's annotations are not of their format; boxes with negative sizes are not. */
  UNREADABLE_ANNOTATION(FindingSeverity.ERROR, Repair.DROP_IMAGE),
  /** An image is not as large as its annotation says. */
  SIZE_MISMATCH(FindingSeverity.ERROR, Repair.DROP_IMAGE),
  /** A box has no width or no height. */
  EMPTY_BOX(FindingSeverity.ERROR, Repair.FIX_BOXES),
  /** A box reaches out of its image, or lies outside. */
  BOX_OUTSIDE(FindingSeverity.WARNING, Repair.FIX_BOXES),
  /** The same box of the same class is there twice. */
  DUPLICATE_BOX(FindingSeverity.WARNING, Repair.FIX_BOXES),
  /** Two images of a data set have the same pixels. */
  DUPLICATE_IMAGE(FindingSeverity.WARNING, Repair.DROP_IMAGE),
  /** An image has the pixels of one in a data set named before. */
  LEAK(FindingSeverity.ERROR, Repair.DROP_IMAGE),
  /** Two images of a data set look almost the same. */
  NEAR_DUPLICATE(FindingSeverity.INFO, Repair.NONE),
  /** An image looks almost like one in a data set named before. */
  NEAR_LEAK(FindingSeverity.WARNING, Repair.NONE),
  /** Data sets have different classes, so that labels mean different things. */
  CLASSES_DIFFER(FindingSeverity.ERROR, Repair.NONE),
  /** No object is of a class. */
  UNUSED_CLASS(FindingSeverity.WARNING, Repair.NONE),
  /** One class has many times the objects of another. */
  CLASS_IMBALANCE(FindingSeverity.WARNING, Repair.NONE),
  /** An image has no objects: it teaches what is background. */
  UNLABELLED_IMAGE(FindingSeverity.INFO, Repair.NONE);

  /** What a repair does about it. */
  public enum Repair {
    /** The data set loses the image. */
    DROP_IMAGE("drops the image"),
    /** Boxes are cut at the image's edges; what is left without area, or is there twice, goes. */
    FIX_BOXES("cuts boxes at the image's edges, drops those without area and those there twice"),
    /** Nothing: it takes a person to judge. */
    NONE("leaves it as it is");

    private final String text;

    Repair(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final FindingSeverity severity;
  private final Repair repair;

  FindingKind(FindingSeverity severity, Repair repair) {
    this.severity = severity;
    this.repair = repair;
  }

  /** How much it matters. */
  public FindingSeverity severity() {
    return severity;
  }

  /** What a repair does about it. */
  public Repair repair() {
    return repair;
  }
}
