package io.github.yolonas.video;

import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.video.ffmpeg.Damage;
import io.github.yolonas.video.ffmpeg.FfmpegException;
import io.github.yolonas.video.ffmpeg.VideoDecoder;
import io.github.yolonas.video.ffmpeg.VideoProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/** The frames of a file or an address. */
final class DecodedFrames implements FrameSource {
  private final String name;
  private final VideoDecoder decoder;
  private final VideoInfo info;

  DecodedFrames(VideoSource source) {
    name = source.name();
    source.file().ifPresent(this::requireFile);
    try {
      decoder = VideoDecoder.open(source.url(), source.patience());
    } catch (FfmpegException e) {
      throw new VideoReadException(name, String.valueOf(e.getMessage()));
    }
    info = info(decoder.properties());
  }

  private void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw new VideoReadException(name, "no such file");
    }
    if (Files.isDirectory(file)) {
      throw new VideoReadException(name, "it is a folder");
    }
  }

  private static VideoInfo info(VideoProperties p) {
    return new VideoInfo(
        p.width(),
        p.height(),
        new FrameRate(p.rateNum(), p.rateDen()),
        p.frames(),
        duration(p.nanos()),
        p.rotation(),
        p.codec(),
        p.hasAudio(),
        false);
  }

  private static Optional<Duration> duration(OptionalLong nanos) {
    return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  @Override
  public Optional<VideoFrame> next(LongPredicate wanted) {
    while (decoder.advance()) {
      long index = decoder.frames() - 1;
      if (wanted.test(index)) {
        return Optional.of(new VideoFrame(index, Duration.ofNanos(decoder.nanos()), image()));
      }
    }
    decoder.damage().ifPresent(this::fail);
    if (decoder.frames() == 0) {
      throw new VideoReadException(name, "it holds no frame");
    }
    return Optional.empty();
  }

  private RgbImage image() {
    try {
      return RgbImage.ofRgb(decoder.rgb(), info.width(), info.height());
    } catch (FfmpegException e) {
      throw new VideoReadException(name, String.valueOf(e.getMessage()));
    }
  }

  private void fail(Damage damage) {
    if (decoder.frames() == 0) {
      throw new VideoReadException(name, damage.reason());
    }
    throw new VideoReadException(
        name, damage.reason(), damage.frames(), Duration.ofNanos(damage.nanos()), decoder.frames());
  }

  @Override
  public void cancel() {
    decoder.cancel();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
