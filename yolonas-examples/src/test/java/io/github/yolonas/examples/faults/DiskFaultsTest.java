package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.YoloNas;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.video.FrameRate;
import io.github.yolonas.video.VideoWriteException;
import io.github.yolonas.video.VideoWriter;
import io.github.yolonas.video.VideoWriterOptions;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, and disks that cannot be written: a small file system in memory. */
class DiskFaultsTest {
  @TempDir Path folder;

  /** Writes all that the library can write, and spools a model, where there is no place. */
  static final class Program {
    private final String disk;
    private final String reason;
    private final Path place;

    private Program(String disk, String reason, Path place) {
      this.disk = disk;
      this.reason = reason;
      this.place = place;
    }

    public static void main(String[] args) throws Exception {
      Program program = new Program(args[0], args[1], Path.of(args[2]));
      try (YoloNas model = ShapesModel.load()) {
        ImageDetectionPrediction result = model.predict(ShapesModel.IMAGE);
        for (String name : List.of("out.png", "out.jpg")) {
          program.refuses(
              "a drawn picture, " + name,
              ResultWriteException.class,
              () -> result.save(program.place.resolve(name)));
        }
        program.refuses("a video", VideoWriteException.class, program::writeVideo);
        program.refuses("a checkpoint", CheckpointException.class, program::writeCheckpoint);
        program.refuses("the copy of a model's stream", CheckpointException.class, program::spool);
        ShapesModel.requireWorks(model);
      }
    }

    private void refuses(String what, Class<? extends Throwable> type, ThrowingCallable call)
        throws Exception {
      FaultReport.refused("the disk is %s: %s".formatted(disk, what), type, reason, call);
      try (Stream<Path> left = Files.list(place)) {
        assertThat(left).as("left on the disk by %s", what).isEmpty();
      }
    }

    /** Noise, which a codec cannot make small. */
    private void writeVideo() {
      Random random = new Random(1);
      BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
      try (VideoWriter writer =
          VideoWriter.create(
              place.resolve("out.mp4"),
              640,
              480,
              FrameRate.of(25),
              VideoWriterOptions.defaults())) {
        for (int i = 0; i < 60; i++) {
          for (int pixel = 0; pixel < 640 * 480; pixel++) {
            picture.setRGB(pixel % 640, pixel / 640, random.nextInt());
          }
          writer.write(picture, Duration.ofMillis(40L * i));
        }
        writer.complete();
      }
    }

    private void writeCheckpoint() {
      try (Checkpoint checkpoint = Checkpoint.open(ShapesModel.CHECKPOINT)) {
        CheckpointWriter.write(
            place.resolve("out.safetensors"), checkpoint.stateDict(), checkpoint.metadata());
      }
    }

    private void spool() throws Exception {
      try (InputStream in = Files.newInputStream(ShapesModel.CHECKPOINT)) {
        YoloNas.load(in).close();
      }
    }
  }

  @Test
  void aFullDisk() throws Exception {
    PrivateMounts.assumePossible(folder);
    run("mount -t tmpfs -o size=8k none", "full", "No space left on device");
  }

  @Test
  void aReadOnlyDisk() throws Exception {
    PrivateMounts.assumePossible(folder);
    run("mount -t tmpfs -o ro none", "read-only", "Read-only file system");
  }

  private void run(String mount, String disk, String reason) throws Exception {
    Path place = Files.createDirectory(folder.resolve("disk"));
    new ChildProcess(Program.class, folder.resolve("output"))
        .under(PrivateMounts.unshare("%s '%s'".formatted(mount, place)))
        .option("-Djava.io.tmpdir=" + place, "-XX:-UsePerfData")
        .run(disk, reason, place.toString());
  }
}
