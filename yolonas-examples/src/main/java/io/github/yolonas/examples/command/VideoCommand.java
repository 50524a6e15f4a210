package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.examples.terminal.Interruption;
import io.github.yolonas.preprocess.ImageFiles;
import io.github.yolonas.video.FramePrediction;
import io.github.yolonas.video.TrackPainter;
import io.github.yolonas.video.VideoOptions;
import io.github.yolonas.video.VideoPredictor;
import io.github.yolonas.video.VideoReadException;
import io.github.yolonas.video.VideoReader;
import io.github.yolonas.video.VideoSource;
import io.github.yolonas.video.VideoWriter;
import io.github.yolonas.video.VideoWriterOptions;
import io.github.yolonas.video.track.ByteTrackOptions;
import io.github.yolonas.video.track.LineCounter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas video}: detects objects on a video's frames, follows and counts them. */
@Command(
    name = "video",
    description = "Detects objects on the frames of a video, and writes an annotated one.",
    sortOptions = false,
    footer = {
      "",
      "Of a damaged video all that can be read is done; then the exit status is 1.",
      "",
      "Examples:",
      "  yolonas video street.mp4 --track -o found.mp4 --audio",
      "  yolonas video rtsp://camera/stream --every 5 --json",
      "  yolonas video street.mp4 --line 0,300,640,300 -o found.gif"
    })
final class VideoCommand implements Callable<Integer> {
  private static final Set<String> FORMATS = Set.of("mp4", "gif");

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelArguments model = new ModelArguments();
  @Mixin private DetectionArguments detection = new DetectionArguments();

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "Look at each so many frames only; those between keep the last boxes.")
  private int every = 1;

  @Option(
      names = "--track",
      description = "Follow objects: each has a number. Then --conf is 0.5 unless given.")
  private boolean track;

  @Option(
      names = "--line",
      paramLabel = "X1,Y1,X2,Y2",
      converter = LineConverter.class,
      description = "Count what crosses a line; implies --track.")
  private Optional<LineCounter> line = Optional.empty();

  @Option(names = "--json", description = "Print one JSON array, an object for each frame.")
  private boolean json;

  @Option(
      names = "-o",
      paramLabel = "OUT",
      description = "Write the annotated video there: .mp4 or .gif.")
  private Optional<Path> output = Optional.empty();

  @Option(names = "--audio", description = "Copy the sound into OUT.mp4.")
  private boolean audio;

  @Parameters(paramLabel = "SOURCE", description = "A video's file or address.")
  private String source = "";

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    VideoSource from = source(command);
    output.ifPresent(out -> requireOutput(command, out, from));
    if (every < 1) {
      throw WrongUsage.of(command, "--every: expected at least 1, found " + every);
    }
    VideoOptions.Builder options = WrongUsage.checked(command, this::options);
    YoloNasOptions loading = WrongUsage.checked(command, model::options);
    try (YoloNas loaded = model.load(loading)) {
      detection.requireKnownClasses(command, loaded);
      try (VideoReport report = new VideoReport(command.commandLine(), json, output.isEmpty())) {
        try (VideoReader video = VideoReader.open(from)) {
          predict(loaded, video, options.progress(report.progress()).build(), from, report);
        } catch (VideoReadException e) {
          report.failed(e);
        }
        line.ifPresent(report::counted);
        return report.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }

  private VideoSource source(CommandSpec command) {
    try {
      return VideoSource.named(source);
    } catch (IllegalArgumentException e) {
      throw WrongUsage.of(command, "SOURCE: " + e.getMessage());
    }
  }

  private void requireOutput(CommandSpec command, Path out, VideoSource from) {
    String format = ImageFiles.extension(out.toString());
    if (!FORMATS.contains(format)) {
      throw WrongUsage.of(command, "-o: expected a name in .mp4 or .gif, found " + out);
    }
    if (audio && !format.equals("mp4")) {
      throw WrongUsage.of(command, "--audio: a GIF has no sound");
    }
    from.file()
        .filter(file -> WrongUsage.isSameFile(file, out))
        .ifPresent(
            file -> {
              throw WrongUsage.of(command, "-o: expected another file than SOURCE, found " + out);
            });
  }

  /** Checked, but for who is told of progress. */
  private VideoOptions.Builder options() {
    PredictOptions predict = detection.options(output.isPresent());
    VideoOptions.Builder b =
        VideoOptions.builder().every(every).carry(output.isPresent()).predict(predict);
    if (track || line.isPresent()) {
      ByteTrackOptions tracking = ByteTrackOptions.defaults();
      b.tracking(
          predict.conf().isPresent()
              ? tracking.withConfidence(predict.conf().getAsDouble())
              : tracking);
    }
    b.build(); // names what is out of range
    return b;
  }

  private void predict(
      YoloNas loaded,
      VideoReader video,
      VideoOptions options,
      VideoSource from,
      VideoReport report) {
    try (Stream<FramePrediction> frames = new VideoPredictor(loaded, options).stream(video)) {
      if (output.isEmpty()) {
        frames.forEach(frame -> add(frame, report));
        return;
      }
      try (VideoWriter writer = VideoWriter.create(output.get(), video.info(), writing(from))) {
        write(frames, writer, report);
      }
    }
  }

  private VideoWriterOptions writing(VideoSource from) {
    return audio
        ? VideoWriterOptions.defaults().withAudioFrom(from)
        : VideoWriterOptions.defaults();
  }

  /** What could be read of a damaged video becomes a whole one. */
  private void write(Stream<FramePrediction> frames, VideoWriter writer, VideoReport report) {
    TrackPainter painter = line.map(TrackPainter.create()::with).orElse(TrackPainter.create());
    long written = 0;
    try {
      for (Iterator<FramePrediction> i = frames.iterator(); i.hasNext(); written++) {
        FramePrediction frame = i.next();
        add(frame, report);
        writer.write(painter.draw(frame), frame.timestamp());
      }
    } catch (VideoReadException e) {
      report.failed(e);
    }
    if (written > 0) {
      writer.complete();
      report.wrote(output.orElseThrow(), written);
    }
  }

  private void add(FramePrediction frame, VideoReport report) {
    Interruption.check();
    if (frame.isPredicted()) {
      line.ifPresent(counter -> counter.update(frame.tracks()));
      report.add(frame);
    }
  }
}
