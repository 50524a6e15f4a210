package io.github.yolonas.examples;

import io.github.yolonas.YoloNas;
import io.github.yolonas.video.FramePrediction;
import io.github.yolonas.video.TrackPainter;
import io.github.yolonas.video.VideoInfo;
import io.github.yolonas.video.VideoOptions;
import io.github.yolonas.video.VideoPredictor;
import io.github.yolonas.video.VideoReader;
import io.github.yolonas.video.VideoWriter;
import io.github.yolonas.video.track.ByteTrackOptions;
import io.github.yolonas.video.track.LineCounter;
import io.github.yolonas.video.track.Point;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Follows objects through a video, counts those that cross its middle, and writes it annotated. */
public final class CountPassersBy {
  private CountPassersBy() {}

  /** Arguments: the checkpoint, the video, the video to write. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("arguments: CHECKPOINT VIDEO OUT, such as symbols.pth in.mp4 out.mp4");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    Path film = Path.of(args[1]);
    Path annotated = Path.of(args[2]);
    // region video
    VideoOptions options = VideoOptions.builder().tracking(ByteTrackOptions.defaults()).build();
    try (YoloNas model = YoloNas.load(checkpoint);
        VideoReader video = VideoReader.open(film)) {
      VideoInfo info = video.info();
      double middle = info.width() / 2.0;
      LineCounter line = new LineCounter(new Point(middle, info.height()), new Point(middle, 0));
      TrackPainter painter = TrackPainter.create().with(line);
      try (Stream<FramePrediction> frames = new VideoPredictor(model, options).stream(video);
          VideoWriter out = VideoWriter.create(annotated, info)) {
        frames.forEach(
            frame -> {
              line.update(frame.tracks());
              out.write(painter.draw(frame), frame.timestamp());
            });
        out.complete();
      }
      System.out.println("to the right: " + line.inByClass());
      System.out.println("to the left: " + line.outByClass());
    }
    // endregion
  }
}
