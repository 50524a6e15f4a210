package io.github.yolonas.preprocess;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program of its own, for a decoder may take its process down: decodes damaged images and says
 * what the most time and memory was that one of them took. Arguments: how many, the seed, and a
 * file in which the image is that is being decoded.
 */
final class MutatedImages {
  /** Small, so that what a file claims beyond it would show. */
  static final long MAX_PIXELS = 4L << 20;

  private static final ImageReadOptions OPTIONS =
      ImageReadOptions.defaults().withMaxPixels(MAX_PIXELS);

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Writing 5 sets the peak of resident memory back to what it is. */
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private int decoded;
  private int refused;
  private long mostNanoseconds;
  private long mostBytes;

  private MutatedImages() {}

  public static void main(String[] arguments) throws IOException {
    int count = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path current = Path.of(arguments[2]);
    List<byte[]> originals = new ArrayList<>();
    for (int[] size : new int[][] {{9, 6}, {96, 64}, {300, 7}}) {
      Map<String, byte[]> whole = ImageSeeds.all(size[0], size[1]);
      originals.addAll(whole.values());
    }
    MutatedImages images = new MutatedImages();
    originals.forEach(whole -> images.decode(ImageSource.of(whole)));
    if (images.refused > 0) {
      throw new AssertionError(images.refused + " whole images were refused");
    }
    images.startAgain();
    for (Map.Entry<String, byte[]> bomb : ImageBomb.ofDecoders().entrySet()) {
      Files.write(current, bomb.getValue());
      images.decode(ImageSource.of(bomb.getValue()));
      OUT.printf("%s: %s%n", bomb.getKey(), images);
    }
    images.decoded = 0;
    images.refused = 0;
    ImageMutation mutation = new ImageMutation(originals, seed);
    for (int i = 0; i < count; i++) {
      byte[] file = mutation.next();
      Files.write(current, file);
      images.decode(ImageSource.of(file));
    }
    OUT.println(images);
  }

  /** The first time, native libraries and classes are loaded too. */
  private void startAgain() {
    decoded = 0;
    mostNanoseconds = 0;
    mostBytes = 0;
  }

  @Override
  public String toString() {
    return "decoded=%d refused=%d milliseconds=%d bytes=%d"
        .formatted(decoded, refused, mostNanoseconds / 1_000_000, mostBytes);
  }

  /** Nothing but an {@link ImageReadException} may come of it; anything else ends the program. */
  private void decode(ImageSource source) {
    clearPeak();
    long before = memory("VmRSS");
    long start = THREADS.getCurrentThreadCpuTime();
    try (DecodedImage image = ImageDecoder.decode(source, OPTIONS)) {
      decoded += image.width() > 0 ? 1 : 0;
    } catch (ImageReadException e) {
      refused++;
    }
    mostNanoseconds = Math.max(mostNanoseconds, THREADS.getCurrentThreadCpuTime() - start);
    mostBytes = Math.max(mostBytes, memory("VmHWM") - before);
  }

  private static void clearPeak() {
    try {
      Files.writeString(CLEAR, "5");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long memory(String field) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(field + ":")) {
          return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException(STATUS + ": expected a line " + field + ", found none");
  }
}
