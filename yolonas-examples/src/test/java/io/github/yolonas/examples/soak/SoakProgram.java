package io.github.yolonas.examples.soak;

import io.github.yolonas.YoloNas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/**
 * A server's life in short: eight threads of mixed requests, videos in a slower lane, and a model
 * that is replaced under way. Prints its figures as {@code key=value} and writes a report.
 *
 * <p>Arguments: seconds, checkpoint, scene, working folder, what its report and samples are named.
 */
final class SoakProgram {
  private static final int THREADS = 8;
  private static final int GOOD_OF_TEN = 8;
  private static final long REPLACE_MILLIS = 1_500;
  private static final long VIDEO_MILLIS = 500;

  private final Path checkpoint;
  private final Pictures pictures;
  private final Answers answers;

  private SoakProgram(Path checkpoint, Pictures pictures, Answers answers) {
    this.checkpoint = checkpoint;
    this.pictures = pictures;
    this.answers = answers;
  }

  public static void main(String[] args) throws Exception {
    long seconds = Long.parseLong(args[0]);
    Path checkpoint = Path.of(args[1]);
    Pictures pictures = Pictures.in(Path.of(args[3]), Path.of(args[2]));
    Answers answers;
    try (Serving serving = serving(checkpoint)) {
      answers = Answers.serial(serving, pictures);
    }
    Figures figures = new SoakProgram(checkpoint, pictures, answers).run(seconds);
    figures.keyValues().forEach((key, value) -> System.out.println(key + "=" + value));
    figures.told().forEach(System.out::println);
    Files.writeString(Path.of(args[4] + "-report.md"), figures.markdown());
    Files.write(Path.of(args[4] + "-samples.csv"), figures.samples().csv());
  }

  private static Serving serving(Path checkpoint) {
    return Serving.of(options -> YoloNas.load(checkpoint, options));
  }

  private Figures run(long seconds) throws Exception {
    long objects = Pointer.totalCount();
    long files = ProcessSamples.openFiles();
    ProcessSamples samples = new ProcessSamples();
    ServedModel served = new ServedModel(serving(checkpoint));
    Traffic traffic = new Traffic(served);
    ModelReplacement replacement = new ModelReplacement(served, checkpoint, pictures);
    begin(traffic, replacement);
    sample(samples, seconds);
    traffic.stop();
    served.close();
    return new Figures(
        seconds,
        samples,
        traffic,
        new Figures.Counts(
            answers.detections(),
            replacement.replaced(),
            served.refused(),
            Pointer.totalCount() - objects,
            ProcessSamples.openFiles() - files,
            temporaryFiles()),
        ProcessSamples.peakMib());
  }

  private void begin(Traffic traffic, ModelReplacement replacement) {
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      List<Map.Entry<String, Request>> good = good(random);
      List<Map.Entry<String, Request>> bad = bad(random);
      Deque<Map.Entry<String, Request>> first = new ArrayDeque<>(); // each kind is sent by somebody
      for (int kind = i; kind < good.size() + bad.size(); kind += THREADS) {
        first.add(kind < good.size() ? good.get(kind) : bad.get(kind - good.size()));
      }
      traffic.start(
          "client " + i,
          0,
          () -> {
            if (!first.isEmpty()) {
              return first.remove();
            }
            List<Map.Entry<String, Request>> kinds = random.nextInt(10) < GOOD_OF_TEN ? good : bad;
            return kinds.get(random.nextInt(kinds.size()));
          });
    }
    Random random = new Random(THREADS);
    List<Map.Entry<String, Request>> videos = videos(random);
    int[] turn = {0};
    traffic.start("videos", VIDEO_MILLIS, () -> videos.get(turn[0]++ % videos.size()));
    traffic.start(
        "replacement",
        REPLACE_MILLIS,
        () -> Map.entry("load, replace, close", serving -> replacement.replace()));
  }

  private List<Map.Entry<String, Request>> good(Random random) {
    GoodRequests good = new GoodRequests(pictures, answers, random);
    return List.of(
        Map.entry("single", good::single),
        Map.entry("single, own size", good::unresized),
        Map.entry("batch of 5", good::batch),
        Map.entry("tiled, 1000×750", good::tiled),
        Map.entry("batching front", good::batching),
        Map.entry("batching front, 3 at once", good::submitted));
  }

  private List<Map.Entry<String, Request>> bad(Random random) {
    BadRequests bad = new BadRequests(pictures, answers, random);
    return List.of(
        Map.entry("bad image", bad::badImage),
        Map.entry("bad image in a batch", bad::badImageInABatch),
        Map.entry("broken stream", bad::brokenStream),
        Map.entry("wrong options", bad::wrongOptions),
        Map.entry("interrupted thread", bad::interrupted),
        Map.entry("failing progress listener", bad::failingProgress));
  }

  private List<Map.Entry<String, Request>> videos(Random random) {
    GoodRequests good = new GoodRequests(pictures, answers, random);
    return List.of(
        Map.entry("video of 20 frames", good::video),
        Map.entry("video left early", good::videoLeftEarly),
        Map.entry("broken video", new BadRequests(pictures, answers, random)::brokenVideo));
  }

  private static void sample(ProcessSamples samples, long seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long pause = Math.max(100, 1_000 * seconds / 600);
    while (System.nanoTime() < end) {
      samples.take();
      Thread.sleep(pause);
    }
  }

  /** What the library left in the folder for temporary files, which is this process's own. */
  private static List<String> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("yolonas-") || name.endsWith(".part"))
          .toList();
    }
  }
}
