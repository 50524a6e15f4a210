package io.github.yolonas.video.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/** A video that is being written: encoder, container and copied sound. For one thread at a time. */
public final class VideoFile implements AutoCloseable {
  static {
    Ffmpeg.load();
  }

  /** What kind of file. */
  public enum Format {
    /** H.264 in MP4. */
    MP4("mp4"),
    /** An animated GIF. */
    GIF("gif");

    private final String container;

    Format(String container) {
      this.container = container;
    }
  }

  /**
   * Where sound is copied from.
   *
   * @param url in FFmpeg's syntax
   * @param patience how long it may send nothing
   */
  public record Sound(String url, Duration patience) {}

  private final PictureEncoder encoder;
  private final OutputFile out;
  private final Optional<AudioCopy> audio;
  private final long frameNanos;
  private int videoIndex;
  private int audioIndex;
  private long lastNanos;

  private VideoFile(
      PictureEncoder encoder, OutputFile out, Optional<AudioCopy> audio, VideoLayout layout) {
    this.encoder = encoder;
    this.out = out;
    this.audio = audio;
    frameNanos = Math.round(1e9 * layout.rateDen() / layout.rateNum());
  }

  /** Creates the file and its encoder. On failure the file may be there, empty. */
  public static VideoFile open(
      Path path, Format format, VideoLayout layout, OptionalLong bitRate, Optional<Sound> sound)
      throws FfmpegException {
    try (PointerScope scope = new PointerScope()) {
      PictureEncoder encoder = null;
      AudioCopy audio = null;
      OutputFile out = null;
      try {
        encoder =
            format == Format.GIF ? GifEncoder.open(layout) : H264Encoder.open(layout, bitRate);
        audio = sound.isPresent() ? openAudio(sound.get()) : null;
        out = new OutputFile(path, format.container);
        VideoFile file = new VideoFile(encoder, out, Optional.ofNullable(audio), layout);
        file.begin();
        return file;
      } catch (FfmpegException | RuntimeException | Error e) {
        close(out);
        close(audio);
        close(encoder);
        throw e;
      }
    }
  }

  private static @Nullable AudioCopy openAudio(Sound sound) throws FfmpegException {
    return AudioCopy.open(sound.url(), sound.patience()).orElse(null);
  }

  private void begin() throws FfmpegException {
    videoIndex = out.add(encoder.codec());
    if (audio.isPresent()) {
      AudioCopy copy = audio.get();
      audioIndex = out.addCopy(copy.stream().codecpar(), copy.stream().time_base());
    }
    out.begin();
  }

  /**
   * Encodes a picture.
   *
   * @param rgb its pixels, {@code 0xRRGGBB}, row by row
   * @param nanos when it is shown
   */
  public void write(int[] rgb, long nanos) throws FfmpegException {
    try (PointerScope scope = new PointerScope()) {
      copyAudio(nanos);
      encoder.encode(rgb, nanos, this::writePicture);
      lastNanos = nanos;
    }
  }

  private void writePicture(AVPacket packet) throws FfmpegException {
    out.write(packet, videoIndex, encoder.codec().time_base());
  }

  private void copyAudio(long until) throws FfmpegException {
    if (audio.isPresent()) {
      AudioCopy copy = audio.get();
      copy.copyUntil(until, packet -> out.write(packet, audioIndex, copy.stream().time_base()));
    }
  }

  /** Writes what is held back, sound up to the end of the last picture, and the index. */
  public void finish() throws FfmpegException {
    try (PointerScope scope = new PointerScope()) {
      encoder.finish(this::writePicture);
      copyAudio(lastNanos + frameNanos);
      out.finish();
    }
  }

  @Override
  public void close() {
    out.close();
    audio.ifPresent(AudioCopy::close);
    encoder.close();
  }

  private static void close(@Nullable PictureEncoder encoder) {
    if (encoder != null) {
      encoder.close();
    }
  }

  private static void close(@Nullable AudioCopy audio) {
    if (audio != null) {
      audio.close();
    }
  }

  private static void close(@Nullable OutputFile out) {
    if (out != null) {
      out.close();
    }
  }
}
