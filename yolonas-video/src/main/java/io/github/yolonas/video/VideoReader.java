package io.github.yolonas.video;

import io.github.yolonas.preprocess.internal.NativeLibrary;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An open video or camera, frame after frame.
 *
 * <pre>{@code
 * try (VideoReader video = VideoReader.open(VideoSource.of(Path.of("street.mp4")))) {
 *   System.out.println(video.info());
 *   for (Optional<VideoFrame> frame = video.read(); frame.isPresent(); frame = video.read()) {
 *     ImageIO.write(frame.get().image().toBufferedImage(), "png", …);
 *   }
 * }
 * }</pre>
 *
 * <p>It owns the decoder and its native memory until {@link #close}; frames own none. For one
 * thread at a time.
 */
public final class VideoReader implements AutoCloseable {
  private final VideoSource source;
  private final FrameSource frames;
  private boolean closed;
  private boolean streamed;

  private VideoReader(VideoSource source, FrameSource frames) {
    this.source = source;
    this.frames = frames;
  }

  /**
   * Opens a file with everything by default.
   *
   * @throws VideoReadException as {@link #open(VideoSource)}
   */
  public static VideoReader open(Path file) {
    return open(VideoSource.of(file));
  }

  /**
   * Opens a file, a stream or a camera.
   *
   * @throws VideoReadException if it is not there, is no video, or its codec is unknown
   * @throws io.github.yolonas.preprocess.NativeLibraryException if the natives that read it are
   *     missing
   */
  public static VideoReader open(VideoSource source) {
    boolean camera = source.cameraIndex().isPresent();
    (camera ? NativeLibrary.OPENCV : NativeLibrary.FFMPEG).require();
    return new VideoReader(source, camera ? new CameraFrames(source) : new DecodedFrames(source));
  }

  /** What messages call it. */
  public String name() {
    return source.name();
  }

  /** What the video says of itself. */
  public VideoInfo info() {
    return frames.info();
  }

  /**
   * The next frame. Of a damaged video all that can be decoded comes, before and after the damage;
   * then the error.
   *
   * @return empty at the end
   * @throws VideoReadException at the end, if there was damage on the way or the file is truncated
   * @throws IllegalStateException if this is closed, or its frames go to a stream of predictions
   */
  public Optional<VideoFrame> read() {
    requireOpen();
    if (streamed) {
      throw new IllegalStateException(name() + ": its frames go to a stream already");
    }
    return frames.next(index -> true);
  }

  /** Hands the frames to a stream, once. */
  FrameSource stream() {
    requireOpen();
    if (streamed) {
      throw new IllegalStateException(name() + ": its frames go to another stream already");
    }
    streamed = true;
    return frames;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(name() + ": the video is closed");
    }
  }

  /** Frees the decoder. A stream of this video's predictions must be closed before. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      frames.close();
    }
  }

  @Override
  public String toString() {
    return name() + ": " + info();
  }
}
