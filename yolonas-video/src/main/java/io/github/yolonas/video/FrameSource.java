package io.github.yolonas.video;

import java.util.Optional;
import java.util.function.LongPredicate;

/** What gives frames: a decoder or a camera. For one thread at a time, but for {@link #cancel}. */
interface FrameSource extends AutoCloseable {
  VideoInfo info();

  /**
   * The next frame whose index is wanted; the others are passed over at little cost.
   *
   * @return empty at the end
   * @throws VideoReadException at the end, if there was damage on the way
   */
  Optional<VideoFrame> next(LongPredicate wanted);

  /** Ends a {@link #next} that waits, from any thread. */
  void cancel();

  @Override
  void close();
}
