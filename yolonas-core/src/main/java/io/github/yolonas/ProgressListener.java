package io.github.yolonas;

import java.util.OptionalLong;

/**
 * Is told how far long work is. It is called in the thread that works, after each unit, and should
 * return soon; what it throws ends the work.
 */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Some more is done.
   *
   * @param done units done up to now, 1 or more
   * @param total of them all, or empty where nobody knows
   */
  void progressed(long done, OptionalLong total);

  /** {@return a listener that does nothing} */
  static ProgressListener none() {
    return (done, total) -> {};
  }
}
