package io.github.yolonas.preprocess;

/**
 * The size of a network's input. The network halves its input five times, so both sides are
 * multiples of 32.
 *
 * @param height rows
 * @param width columns
 */
public record InputSize(int height, int width) {
  /** What both sides are multiples of: the coarsest level's stride. */
  public static final int MULTIPLE = 32;

  /**
   * Checks both sides.
   *
   * @param height a positive multiple of 32
   * @param width a positive multiple of 32
   */
  public InputSize {
    if (height < 1 || width < 1 || height % MULTIPLE != 0 || width % MULTIPLE != 0) {
      throw new IllegalArgumentException(
          "input size: expected height and width as multiples of %d, found %d×%d (height × width)"
              .formatted(MULTIPLE, height, width));
    }
  }

  @Override
  public String toString() {
    return height + "×" + width;
  }
}
