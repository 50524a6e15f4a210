package io.github.yolonas.video;

/** Is told how far a video has been predicted. */
@FunctionalInterface
public interface VideoProgress {
  /**
   * Called for each frame of the stream, in the thread that consumes it.
   *
   * @param framesDone frames of the video up to here, those passed over included
   * @param framesTotal how many the video has, as it says; -1 if it does not
   */
  void update(long framesDone, long framesTotal);
}
