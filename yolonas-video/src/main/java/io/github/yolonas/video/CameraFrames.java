package io.github.yolonas.video;

import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FPS;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FRAME_HEIGHT;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FRAME_WIDTH;

import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;

/**
 * A camera, through OpenCV, which is here anyway: FFmpeg's device library wants a sound server's
 * library on Linux. Timestamps are those of arrival.
 */
final class CameraFrames implements FrameSource {
  private static final int USUAL_RATE = 30;

  private final String name;
  private final VideoCapture camera;
  private final Mat mat;
  private final VideoInfo info;
  private volatile boolean cancelled;
  private long frames;
  private long first;

  CameraFrames(VideoSource source) {
    name = source.name();
    int index = source.cameraIndex().orElseThrow();
    requireDevice(index);
    camera = new VideoCapture(index);
    camera.retainReference();
    mat = new Mat();
    mat.retainReference();
    if (!camera.isOpened() || !camera.read(mat)) {
      close();
      throw new VideoReadException(name, "it gives no picture; another program may be using it");
    }
    info = describe();
  }

  /** Asked before OpenCV is, which would complain on standard error. */
  private void requireDevice(int index) {
    Path device = Path.of("/dev/video" + index);
    if (Files.isDirectory(Path.of("/proc/self")) && !Files.exists(device)) {
      throw new VideoReadException(name, "there is no such camera (" + device + ")");
    }
  }

  private VideoInfo describe() {
    double rate = camera.get(CAP_PROP_FPS);
    return new VideoInfo(
        (int) camera.get(CAP_PROP_FRAME_WIDTH),
        (int) camera.get(CAP_PROP_FRAME_HEIGHT),
        FrameRate.of(rate >= 1 ? (int) Math.round(rate) : USUAL_RATE),
        OptionalLong.empty(),
        Optional.empty(),
        0,
        "camera",
        false,
        true);
  }

  @Override
  public VideoInfo info() {
    return info;
  }

  @Override
  public Optional<VideoFrame> next(LongPredicate wanted) {
    while (!cancelled) {
      if (!camera.read(mat) || mat.empty()) {
        throw new VideoReadException(name, "it gives no more pictures");
      }
      long now = System.nanoTime();
      first = frames == 0 ? now : first;
      long index = frames++;
      if (wanted.test(index)) {
        return Optional.of(new VideoFrame(index, Duration.ofNanos(now - first), image()));
      }
    }
    return Optional.empty();
  }

  private RgbImage image() {
    try (DecodedImage image =
        ImageDecoder.decode(ImageSource.of(mat), ImageReadOptions.defaults())) {
      return image.toRgbImage();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    mat.releaseReference();
    camera.releaseReference(); // which closes the device
  }
}
