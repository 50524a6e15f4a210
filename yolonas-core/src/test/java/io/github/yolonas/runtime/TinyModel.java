package io.github.yolonas.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.model.ReferenceInputs;
import io.github.yolonas.testing.ReferenceStream;
import io.github.yolonas.testing.Rows;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The tiny custom network of the fixtures: 58,872 parameters, three kinds of fruit. */
final class TinyModel {
  private static final int HEIGHT = 160;
  private static final int WIDTH = 192;
  private static final int CHANNELS = 3;

  /** Image, class, centre x and y, width, height: brighter rectangles in the training batch. */
  private static final double[][] TARGETS = {
    {0, 0, 40.0, 40.0, 48.0, 36.0},
    {0, 1, 120.5, 90.25, 90.0, 70.5},
    {0, 2, 100.0, 80.0, 60.0, 60.0},
    {0, 1, 170.0, 20.0, 14.0, 12.0},
    {1, 2, 96.0, 80.0, 180.0, 150.0},
    {1, 0, 30.0, 120.0, 40.0, 60.0}
  };

  private TinyModel() {}

  static Path file(String name) {
    return Path.of("src/test/resources/reference/tiny").resolve(name);
  }

  /** An input by the name that the fixtures give it, in the caller's scope. */
  static Tensor input(String name) {
    return name.startsWith("input/")
        ? ReferenceInputs.network(name.substring("input/".length()))
        : trainingBatch();
  }

  static Rows rows(JsonNode image) {
    List<double[]> rows = new ArrayList<>();
    for (JsonNode row : image) {
      double[] values = new double[row.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.get(i).asDouble();
      }
      rows.add(values);
    }
    return new Rows(rows);
  }

  private static Tensor trainingBatch() {
    Tensor batch = torch.empty(2, CHANNELS, HEIGHT, WIDTH);
    FloatBuffer memory = ReferenceInputs.buffer(batch);
    ReferenceStream stream = new ReferenceStream("train/tiny/x");
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (float) (0.2 * stream.unit(i)));
    }
    for (double[] target : TARGETS) {
      brighten(memory, target);
    }
    return batch;
  }

  private static void brighten(FloatBuffer memory, double[] target) {
    int x1 = (int) (target[2] - target[4] / 2);
    int y1 = (int) (target[3] - target[5] / 2);
    int x2 = Math.min(WIDTH, x1 + (int) target[4]);
    int y2 = Math.min(HEIGHT, y1 + (int) target[5]);
    int image = (int) target[0];
    int channel = (int) target[1];
    int plane = (image * CHANNELS + channel) * HEIGHT;
    for (int y = Math.max(0, y1); y < y2; y++) {
      for (int x = Math.max(0, x1); x < x2; x++) {
        int i = (plane + y) * WIDTH + x;
        memory.put(i, memory.get(i) + 0.6f);
      }
    }
  }
}
