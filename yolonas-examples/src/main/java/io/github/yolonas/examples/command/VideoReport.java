package io.github.yolonas.examples.command;

import io.github.yolonas.ProgressListener;
import io.github.yolonas.examples.terminal.Screen;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.video.FrameJsonWriter;
import io.github.yolonas.video.FramePrediction;
import io.github.yolonas.video.VideoReadException;
import io.github.yolonas.video.track.LineCounter;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;

/**
 * Tells frames as they come: to standard output, for people or as one JSON array; all else to
 * standard error, where a terminal shows how far it is.
 */
final class VideoReport implements AutoCloseable {
  private final Screen screen;
  private final Optional<FrameJsonWriter> json;
  private final boolean printFrames;
  private final BitSet objects = new BitSet();
  private final long start = System.nanoTime();
  private long frames;
  private long detections;
  private boolean complete = true;

  VideoReport(CommandLine command, boolean json, boolean printFrames) {
    screen = new Screen(command, "video", "frames", OptionalLong.empty());
    this.json = json ? Optional.of(new FrameJsonWriter(screen.out())) : Optional.empty();
    this.printFrames = printFrames;
  }

  /** Whom to tell how far the video is. */
  ProgressListener progress() {
    return screen.progress();
  }

  /** A frame that the network saw. */
  void add(FramePrediction frame) {
    frames++;
    detections += frame.result().prediction().size();
    frame.tracks().forEach(track -> objects.set(Math.toIntExact(track.id())));
    if (json.isPresent()) {
      json.get().write(frame);
    } else if (printFrames) {
      print(frame);
    }
  }

  private void print(FramePrediction frame) {
    int count = frame.result().prediction().size();
    String head =
        String.format(
            Locale.ROOT,
            "frame %d at %.2f s: %d %s",
            frame.index(),
            frame.timestamp().toNanos() / 1e9,
            count,
            count == 1 ? "detection" : "detections");
    screen.print(
        out -> {
          out.println(head);
          for (Detection detection : frame.result().prediction()) {
            String id = frame.trackOf(detection).map(track -> "#" + track.id() + " ").orElse("");
            out.println("  " + id + detection);
          }
        });
  }

  void failed(VideoReadException e) {
    complete = false;
    json.ifPresent(writer -> writer.writeError(e));
    screen.note("yolonas: " + e.getMessage());
  }

  void wrote(Path file, long written) {
    screen.note("wrote %s: %d frames".formatted(file, written));
  }

  void counted(LineCounter line) {
    screen.note(
        "crossed the line: in %s %s, out %s %s"
            .formatted(line.in(), line.inByClass(), line.out(), line.outByClass()));
  }

  /** Whether all went well so far. */
  boolean isComplete() {
    return complete;
  }

  /** Ends the JSON array, and sums up if there was anything. */
  @Override
  public void close() {
    json.ifPresent(FrameJsonWriter::close);
    screen.close();
    if (frames > 0) {
      double seconds = (System.nanoTime() - start) / 1e9;
      String tracked = objects.isEmpty() ? "" : ", %d objects".formatted(objects.cardinality());
      screen.note(
          String.format(
              Locale.ROOT,
              "%d frames looked at, %d detections%s, in %.1f s (%.1f a second)",
              frames,
              detections,
              tracked,
              seconds,
              frames / seconds));
    }
  }
}
