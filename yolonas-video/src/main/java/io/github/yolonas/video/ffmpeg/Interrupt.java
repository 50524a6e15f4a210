package io.github.yolonas.video.ffmpeg;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends reads that would block for ever. FFmpeg asks a callback while it waits; that compares the
 * clock with a moment which every read sets anew, and {@link #cancel} sets to the past.
 *
 * <p>One callback serves all files, since JavaCPP has room for few; each file's moment comes to it
 * as the callback's argument.
 */
final class Interrupt implements AutoCloseable {
  private static final Callback CALLBACK = new Callback();

  static {
    CALLBACK.retainReference(); // whatever scope is open
  }

  /** Has the callback made, which lives as long as the process. */
  static void prepare() {
    // The static initialiser does it.
  }

  private final LongPointer deadline = new LongPointer(1);
  private final long patience;
  private volatile boolean cancelled;

  Interrupt(Duration patience) {
    this.patience = patience.toNanos();
    deadline.retainReference();
  }

  void attach(AVFormatContext context) {
    context.interrupt_callback().callback(CALLBACK).opaque(deadline);
  }

  /** The time that may pass until the next call begins now. */
  void restart() {
    deadline.put(System.nanoTime() + (cancelled ? 0 : patience));
  }

  /** Ends the present read, and all later ones. From any thread, but not after {@link #close}. */
  void cancel() {
    cancelled = true;
    deadline.put(System.nanoTime());
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void close() {
    deadline.releaseReference();
  }

  private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer deadline) {
      return System.nanoTime() - new LongPointer(deadline).get() >= 0 ? 1 : 0;
    }
  }
}
