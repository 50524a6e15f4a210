package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.video.FramePrediction;
import io.github.yolonas.video.LiveWindow;
import io.github.yolonas.video.TrackPainter;
import io.github.yolonas.video.VideoInfo;
import io.github.yolonas.video.VideoOptions;
import io.github.yolonas.video.VideoPredictor;
import io.github.yolonas.video.VideoReader;
import io.github.yolonas.video.VideoSource;
import io.github.yolonas.video.track.ByteTrackOptions;
import java.awt.image.BufferedImage;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas webcam}: detects objects before a camera, in a live window. */
@Command(
    name = "webcam",
    description = "Detects objects before a camera, in a window; closing it ends the command.",
    sortOptions = false,
    footer = {"", "Example:", "  yolonas webcam --model model.pth --track"})
final class WebcamCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelArguments model = new ModelArguments();
  @Mixin private DetectionArguments detection = new DetectionArguments();

  @Option(
      names = "--camera",
      paramLabel = "N",
      description = "Which camera, from 0 (default ${DEFAULT-VALUE}).")
  private int camera;

  @Option(names = "--track", description = "Follow objects: each has a number.")
  private boolean track;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (camera < 0) {
      throw WrongUsage.of(command, "--camera: expected 0 or more, found " + camera);
    }
    VideoOptions options = WrongUsage.checked(command, this::options);
    YoloNasOptions loading = WrongUsage.checked(command, model::options);
    LiveWindow.requireDisplay();
    try (VideoReader video = VideoReader.open(VideoSource.camera(camera));
        YoloNas loaded = model.load(loading)) {
      detection.requireKnownClasses(command, loaded);
      VideoInfo info = video.info();
      try (LiveWindow window = new LiveWindow("yolonas", info.width(), info.height());
          Stream<FramePrediction> frames = new VideoPredictor(loaded, options).stream(video)) {
        show(frames, window::show, window::isOpen);
      }
    }
    return ExitCode.OK;
  }

  private VideoOptions options() {
    PredictOptions predict = detection.options(true);
    VideoOptions.Builder b = VideoOptions.builder().predict(predict);
    if (track) {
      ByteTrackOptions tracking = ByteTrackOptions.defaults();
      b.tracking(
          predict.conf().isPresent()
              ? tracking.withConfidence(predict.conf().getAsDouble())
              : tracking);
    }
    return b.build();
  }

  /** Shows frames until there are no more, or nobody looks any longer; returns how many. */
  static long show(
      Stream<FramePrediction> frames, Consumer<BufferedImage> screen, BooleanSupplier isOpen) {
    TrackPainter painter = TrackPainter.create();
    long shown = 0;
    for (Iterator<FramePrediction> i = frames.iterator(); isOpen.getAsBoolean() && i.hasNext(); ) {
      screen.accept(painter.draw(i.next()));
      shown++;
    }
    return shown;
  }
}
