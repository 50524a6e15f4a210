package io.github.yolonas.video;

import io.github.yolonas.preprocess.internal.NativeLibrary;
import io.github.yolonas.video.ffmpeg.FfmpegException;
import io.github.yolonas.video.ffmpeg.VideoFile;
import io.github.yolonas.video.ffmpeg.VideoLayout;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures as a video: {@code .mp4} (H.264, which every player and browser shows; with sound
 * if wanted) or {@code .gif} (256 colours for each frame).
 *
 * <pre>{@code
 * try (VideoReader video = VideoReader.open(Path.of("street.mp4"));
 *     Stream<FramePrediction> frames = new VideoPredictor(model).stream(video);
 *     VideoWriter out = VideoWriter.create(Path.of("found.mp4"), video.info())) {
 *   frames.forEach(frame -> out.write(frame.result().draw(), frame.timestamp()));
 *   out.complete();
 * }
 * }</pre>
 *
 * <p>Each picture is shown from its timestamp on, so that a video of an unsteady frame rate stays
 * one, and one of which only some frames are written keeps its duration. Sides of an MP4 are even;
 * odd ones grow by a pixel that repeats the edge. GIFs count hundredths of a second, and leave out
 * frames that follow in less than two.
 *
 * <p>Pictures are encoded in a thread of the writer's own. The file is written beside its place and
 * moved there by {@link #complete}; closed without, or if anything fails, nothing is left of it.
 * For one thread at a time.
 */
public final class VideoWriter implements AutoCloseable {
  private final Path target;
  private final VideoLayout layout;
  private final PartFile part;
  private final EncodeQueue queue;
  private boolean ended;
  private @Nullable Duration last;

  private VideoWriter(Path target, VideoLayout layout, PartFile part, EncodeQueue queue) {
    this.target = target;
    this.layout = layout;
    this.part = part;
    this.queue = queue;
  }

  /** Begins a video of another's size and frame rate, without sound. */
  public static VideoWriter create(Path target, VideoInfo like) {
    return create(target, like, VideoWriterOptions.defaults());
  }

  /** Begins a video of another's size and frame rate. */
  public static VideoWriter create(Path target, VideoInfo like, VideoWriterOptions options) {
    return create(target, like.width(), like.height(), like.frameRate(), options);
  }

  /**
   * Begins a video.
   *
   * @param target where to, in an existing folder; its extension tells the format
   * @param width of the pictures
   * @param height of the pictures
   * @param frameRate of steady pictures; timestamps within a millisecond of its grid are put on it,
   *     and it says how long the last picture stays
   * @throws IllegalArgumentException if the extension is another, or a GIF is to have sound
   * @throws VideoWriteException if there is no place to write, or the sound cannot be copied
   * @throws io.github.yolonas.preprocess.NativeLibraryException if FFmpeg's natives are missing
   */
  public static VideoWriter create(
      Path target, int width, int height, FrameRate frameRate, VideoWriterOptions options) {
    VideoFile.Format format = format(target);
    if (format == VideoFile.Format.GIF && options.audioFrom().isPresent()) {
      throw new IllegalArgumentException(target + ": a GIF has no sound");
    }
    VideoLayout layout =
        new VideoLayout(width, height, frameRate.numerator(), frameRate.denominator());
    NativeLibrary.FFMPEG.require();
    PartFile part = new PartFile(target);
    try {
      VideoFile file =
          VideoFile.open(
              part.path(),
              format,
              layout,
              options.bitRate(),
              options.audioFrom().map(s -> new VideoFile.Sound(s.url(), s.patience())));
      return new VideoWriter(
          target, layout, part, new EncodeQueue(file, "encode " + target.getFileName()));
    } catch (FfmpegException e) {
      part.close();
      throw failed(target, e);
    } catch (RuntimeException | Error e) {
      part.close();
      throw e;
    }
  }

  private static VideoFile.Format format(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".mp4")) {
      return VideoFile.Format.MP4;
    }
    if (name.endsWith(".gif")) {
      return VideoFile.Format.GIF;
    }
    throw new IllegalArgumentException(target + ": expected a name in .mp4 or .gif");
  }

  /**
   * Adds a picture. Its pixels are copied; encoding goes on in the background, and this waits only
   * while some pictures are ahead of it.
   *
   * @param picture of the video's size
   * @param timestamp when it is shown, later than the last
   * @throws IllegalArgumentException if its size is another, or its time not later
   * @throws VideoWriteException if a picture before could not be written
   * @throws CancellationException if the waiting thread is interrupted; the flag stays set
   */
  public void write(BufferedImage picture, Duration timestamp) {
    requireOpen();
    if (picture.getWidth() != layout.width() || picture.getHeight() != layout.height()) {
      throw new IllegalArgumentException(
          "picture: expected %d×%d, found %d×%d"
              .formatted(layout.width(), layout.height(), picture.getWidth(), picture.getHeight()));
    }
    if (timestamp.isNegative() || (last != null && timestamp.compareTo(last) <= 0)) {
      throw new IllegalArgumentException(
          "timestamp: expected more than " + last + ", found " + timestamp);
    }
    last = timestamp;
    try {
      queue.put(pixels(picture), timestamp.toNanos());
    } catch (FfmpegException e) {
      throw failed(target, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private int[] pixels(BufferedImage picture) {
    int[] rgb = new int[layout.width() * layout.height()];
    if (picture.getType() == BufferedImage.TYPE_INT_RGB) {
      picture.getRaster().getDataElements(0, 0, layout.width(), layout.height(), rgb);
      return rgb;
    }
    return picture.getRGB(0, 0, layout.width(), layout.height(), rgb, 0, layout.width());
  }

  /**
   * Waits until all is encoded, and puts the file in its place.
   *
   * @throws IllegalStateException if there was no picture
   * @throws VideoWriteException if it cannot be written; nothing is left of it
   */
  public void complete() {
    requireOpen();
    if (last == null) {
      throw new IllegalStateException(target + ": a video needs a picture");
    }
    ended = true;
    try {
      queue.finish();
      part.complete();
    } catch (FfmpegException e) {
      throw failed(target, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private CancellationException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException e =
        new CancellationException(target + ": interrupted while waiting for the encoder");
    e.initCause(cause);
    return e;
  }

  private static VideoWriteException failed(Path target, FfmpegException e) {
    return new VideoWriteException(target + ": cannot be written: " + e.getMessage(), e);
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException(target + ": the video is complete or closed");
    }
  }

  /** Ends the encoder; a video that is not complete is deleted. Idempotent. */
  @Override
  public void close() {
    ended = true;
    queue.close();
    part.close();
  }
}
