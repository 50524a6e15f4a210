package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.yolonas.BatchingOptions;
import io.github.yolonas.BatchingPredictor;
import io.github.yolonas.InferenceException;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.awt.image.BufferedImage;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too little of what the process has: native memory, heap, file handles. It goes on afterwards. */
class MemoryFaultsTest {
  private static final Path STATUS = Path.of("/proc/self/status");

  @TempDir static Path folder;

  /** A blank image, small as a file. */
  private static Path blank(int side) throws Exception {
    Path file = folder.resolve(side + ".png");
    if (!Files.exists(file)) {
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
      assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    }
    return file;
  }

  /** With an address space that is full but for a little. */
  static final class NativeMemory {
    private static final long LEFT = 400L << 20;

    private NativeMemory() {}

    public static void main(String[] args) throws Exception {
      PredictOptions unresized =
          PredictOptions.builder().skipImageResizing(true).keepImage(false).build();
      try (YoloNas model = ShapesModel.load()) {
        ShapesModel.requireWorks(model);
        long objects = Pointer.totalCount();
        limitAddressSpace(virtualBytes() + LEFT);
        FaultReport.refused(
            "no native memory for a pass (the address space is limited)",
            InferenceException.class,
            "needs more memory than there is",
            () -> model.predict(Path.of(args[0]), unresized));
        ShapesModel.requireWorks(model);
        FaultReport.refused(
            "no native memory for an image's pixels (the address space is limited)",
            ImageReadException.class,
            "OpenCV cannot decode it",
            () -> model.predict(Path.of(args[1]), unresized));
        ShapesModel.requireWorks(model);
        assertThat(Pointer.totalCount()).as("native objects").isLessThanOrEqualTo(objects);
      }
    }

    private static void limitAddressSpace(long bytes) throws Exception {
      String pid = Long.toString(ProcessHandle.current().pid());
      assertThat(ChildProcess.succeeds("prlimit", "--pid", pid, "--as=" + bytes)).isTrue();
    }

    private static long virtualBytes() throws Exception {
      try (Stream<String> lines = Files.lines(STATUS)) {
        String line = lines.filter(l -> l.startsWith("VmSize:")).findFirst().orElseThrow();
        return 1_024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
  }

  /** With a heap that is smaller than the image. */
  static final class Heap {
    private Heap() {}

    public static void main(String[] args) {
      ImageSource large = ImageSource.of(Path.of(args[0]));
      try (YoloNas model = ShapesModel.load();
          BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults())) {
        ShapesModel.requireWorks(model);
        long objects = Pointer.totalCount();
        FaultReport.refused(
            "no heap for an image's pixels",
            OutOfMemoryError.class,
            "Java heap space",
            () -> model.predict(large));
        FaultReport.refused(
            "no heap for an image's pixels, before a batch",
            OutOfMemoryError.class,
            "Java heap space",
            () -> batching.predict(large));
        ShapesModel.requireWorks(model);
        assertThat(batching.predict(ImageSource.of(ShapesModel.IMAGE)).prediction())
            .hasSize(ShapesModel.OBJECTS);
        assertThat(Pointer.totalCount()).as("native objects").isEqualTo(objects);
      }
    }
  }

  /** With no file handle left. */
  static final class FileHandles {
    private FileHandles() {}

    public static void main(String[] args) throws Exception {
      try (YoloNas model = ShapesModel.load()) {
        ShapesModel.requireWorks(model);
        noSuchFiles(model); // loads the classes that say so, which are files, too
        assertThatThrownBy(() -> model.predict(Path.of("."))).hasMessageContaining("directory");
        List<FileInputStream> open = openAll();
        Throwable reading = catchThrowable(() -> model.predict(ShapesModel.IMAGE));
        Throwable loading = catchThrowable(ShapesModel::load);
        for (FileInputStream each : open) {
          each.close(); // the report needs one, too
        }
        noHandles("an image is read", ImageReadException.class, reading);
        noHandles("a model is loaded", CheckpointException.class, loading);
        ShapesModel.requireWorks(model);
        ShapesModel.load().close();
      }
    }

    private static void noHandles(String what, Class<? extends Throwable> type, Throwable thrown) {
      FaultReport.refused(
          "no file handle is left: " + what,
          type,
          "Too many open files",
          () -> {
            throw thrown;
          });
    }

    private static void noSuchFiles(YoloNas model) {
      Path missing = Path.of("missing");
      FaultReport.refused(
          "an image's file is missing",
          ImageReadException.class,
          "no such file",
          () -> model.predict(missing));
      FaultReport.refused(
          "a model's file is missing",
          CheckpointException.class,
          "no such file",
          () -> YoloNas.load(missing));
    }

    private static List<FileInputStream> openAll() throws Exception {
      List<FileInputStream> open = new ArrayList<>();
      while (open.size() < 1_000) {
        try {
          open.add(new FileInputStream("/dev/null"));
        } catch (FileNotFoundException full) {
          assertThat(full).hasMessageContaining("Too many open files");
          return open;
        }
      }
      throw new AssertionError("opened " + open.size() + " files, and could go on");
    }
  }

  @Test
  void nativeMemory() throws Exception {
    Assumptions.assumeTrue(
        Files.isReadable(STATUS) && ChildProcess.succeeds("prlimit", "--version"),
        "skipped: no prlimit to limit the address space with");
    new ChildProcess(NativeMemory.class, folder.resolve("native"))
        .option("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC")
        .run(blank(6_000) + "", blank(13_000) + "");
  }

  @Test
  void heap() throws Exception {
    new ChildProcess(Heap.class, folder.resolve("heap")).option("-Xmx64m").run(blank(6_000) + "");
  }

  @Test
  void fileHandles() throws Exception {
    Assumptions.assumeTrue(
        ChildProcess.succeeds("prlimit", "--version"), "skipped: no prlimit to limit files with");
    new ChildProcess(FileHandles.class, folder.resolve("files"))
        .under("prlimit", "--nofile=200")
        .run();
  }
}
