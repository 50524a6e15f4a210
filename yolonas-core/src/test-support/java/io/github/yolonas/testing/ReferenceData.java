package io.github.yolonas.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Ground truth: small files are test resources, large ones lie in an optional folder. */
public final class ReferenceData {
  /** The system property that names the optional folder. */
  public static final String PROPERTY = "yolonas.reference";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReferenceData() {}

  /** A JSON test resource below {@code /reference/}; a name ending in {@code .gz} is unpacked. */
  public static JsonNode resource(String name) {
    try (InputStream in = ReferenceData.class.getResourceAsStream("/reference/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no test resource /reference/" + name);
      }
      return JSON.readTree(name.endsWith(".gz") ? new GZIPInputStream(in) : in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of this repository, wherever the module's tests run. */
  public static Path repositoryFile(String relative) {
    Path file = Path.of("..").resolve(relative);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException("no file " + relative + " in this repository");
    }
    return file;
  }

  /** A file of the optional folder; the calling test is skipped, with the reason, without it. */
  public static Path optionalFile(String relative) {
    String folder = System.getProperty(PROPERTY, "");
    Path file = Path.of(folder).resolve(relative);
    Assumptions.assumeTrue(
        !folder.isEmpty() && Files.exists(file),
        () -> "skipped: no reference data at " + file + " (set -D" + PROPERTY + "=FOLDER)");
    return file;
  }

  /** The JSON of {@link #optionalFile}. */
  public static JsonNode optionalJson(String relative) {
    try {
      return JSON.readTree(optionalFile(relative).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JSON array of numbers as shortest decimal of floats, read back bit for bit. */
  public static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(array.get(i).asText());
    }
    return values;
  }

  public static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  public static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }

  public static long[] longs(JsonNode array) {
    return LongStream.range(0, array.size()).map(i -> array.get((int) i).asLong()).toArray();
  }
}
