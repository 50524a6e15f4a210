package io.github.yolonas.bench;

import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * A checkpoint with random weights, for speed does not depend on their values; as long as they are
 * numbers: each convolution keeps the size of what goes through it (He et al., "Delving Deep into
 * Rectifiers", 2015, section 2.2), so that no activation overflows or dies away. The same variant
 * has the same weights always.
 */
final class GeneratedCheckpoint {
  private static final double CONF = 0.25;
  private static final double IOU = 0.7;

  private GeneratedCheckpoint() {}

  /**
   * Writes a checkpoint in the original's layout, un-fused.
   *
   * @param file to create, {@code .pth} or {@code .safetensors}
   * @param size that its pre-processing brings images to
   */
  static void write(Path file, Variant variant, InputSize size) {
    PreprocessOptions preprocess =
        PreprocessOptions.cocoDefault().withInputSize(size.height(), size.width());
    CheckpointMetadata metadata =
        CheckpointMetadata.of(
            Optional.empty(),
            Optional.of(ProcessingParams.of(preprocess.steps(), CONF, IOU)),
            Map.of());
    CheckpointWriter.write(file, weights(variant), metadata);
  }

  /** The weights, each made when it is read. */
  static StateDict weights(Variant variant) {
    String resource = "shapes_" + variant.label() + ".tsv.gz";
    try (InputStream raw =
            Objects.requireNonNull(
                GeneratedCheckpoint.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
      StateDict.Builder state = StateDict.builder();
      lines.lines().map(GeneratedCheckpoint::tensor).forEach(state::add);
      return state.build();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** A row is a name and its sizes: {@code backbone.stem.conv.post_bn.bias<TAB>48}. */
  private static StoredTensor tensor(String row) {
    String[] columns = row.split("\t", -1);
    String name = columns[0];
    long[] shape = Arrays.stream(columns[1].split(",", -1)).mapToLong(Long::parseLong).toArray();
    return StoredTensor.of(
        name, DType.FLOAT32, shape, buffer -> fill(buffer, name, Spread.of(name, shape)));
  }

  private static void fill(ByteBuffer buffer, String name, Spread spread) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    FloatBuffer values = buffer.asFloatBuffer();
    while (values.hasRemaining()) {
      values.put((float) (spread.centre() + (2 * random.nextDouble() - 1) * spread.halfWidth()));
    }
  }

  /** A uniform distribution. */
  private record Spread(double centre, double halfWidth) {

    static Spread of(String name, long[] shape) {
      if (name.endsWith("post_bn.running_var")) {
        return new Spread(2, 0.4); // what comes is a sum of branches
      }
      if (name.endsWith("running_var") || name.endsWith("bn.weight")) {
        return new Spread(1, 0.2);
      }
      if (name.endsWith("alpha")) {
        return new Spread(0.4, 0.1);
      }
      if (name.endsWith("cls_pred.bias")) {
        return new Spread(-6, 1); // most anchors see nothing
      }
      if (name.endsWith(".weight")) {
        return new Spread(0, gain(name) * Math.sqrt(3.0 / fanIn(name, shape)));
      }
      return new Spread(0, 0.1);
    }

    private static double gain(String name) {
      if (name.endsWith("branch_3x3.conv.weight")) {
        return 1.2;
      }
      if (name.endsWith("branch_1x1.weight")) {
        return 0.6;
      }
      if (name.endsWith("_pred.weight")) {
        return 0.25; // of S some hundred scores pass the threshold, as on a busy street
      }
      return Math.sqrt(2); // half of what a ReLU gets is lost
    }

    private static long fanIn(String name, long[] shape) {
      return name.endsWith("upsample.weight") ? shape[0] : shape[1] * shape[2] * shape[3];
    }
  }
}
