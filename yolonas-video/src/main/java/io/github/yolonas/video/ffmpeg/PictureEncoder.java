package io.github.yolonas.video.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Compresses pictures of one size. For one thread at a time. */
interface PictureEncoder extends AutoCloseable {

  /** Takes packets as they are ready. */
  interface Sink {
    /** Uses the packet's content up. */
    void accept(AVPacket packet) throws FfmpegException;
  }

  /** The opened encoder: parameters, and the time base of its packets. */
  AVCodecContext codec();

  /** Compresses a picture that is shown from {@code nanos} on; times must not go back. */
  void encode(int[] rgb, long nanos, Sink sink) throws FfmpegException;

  /** Gives what is still held back. */
  void finish(Sink sink) throws FfmpegException;

  @Override
  void close();
}
