package io.github.yolonas.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Detections as rows {@code x1, y1, x2, y2, score, label}, compared without order: neighbouring
 * scores differ by 1e-7, and even the original, fused and un-fused, swaps such rows.
 */
public record Rows(List<double[]> rows) {
  /** How far a coordinate may be off, pixels. */
  public static final double BOX_TOLERANCE = 0.05;

  /** How far a score may be off. */
  public static final double SCORE_TOLERANCE = 1e-4;

  /** From three parallel arrays, as fixtures store them. */
  public static Rows of(JsonNode boxes, JsonNode scores, JsonNode labels) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      rows.add(row(boxes.get(i), scores.get(i).asDouble(), labels.get(i).asInt()));
    }
    return new Rows(rows);
  }

  /** From objects with {@code box}, {@code score} and {@code label}. */
  public static Rows of(JsonNode detections) {
    List<double[]> rows = new ArrayList<>();
    for (JsonNode d : detections) {
      rows.add(row(d.get("box"), d.get("score").asDouble(), d.get("label").asInt()));
    }
    return new Rows(rows);
  }

  /** From plain arrays, as results give them. */
  public static Rows of(float[][] boxes, float[] scores, int[] labels) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      float[] b = boxes[i];
      rows.add(new double[] {b[0], b[1], b[2], b[3], scores[i], labels[i]});
    }
    return new Rows(rows);
  }

  private static double[] row(JsonNode box, double score, int label) {
    return new double[] {
      box.get(0).asDouble(),
      box.get(1).asDouble(),
      box.get(2).asDouble(),
      box.get(3).asDouble(),
      score,
      label
    };
  }

  /** The rows of either side that have no partner on the other, as text; empty if all match. */
  public List<String> unmatched(Rows other) {
    List<double[]> left = new ArrayList<>(other.rows);
    List<String> unmatched = new ArrayList<>();
    for (double[] row : rows) {
      double[] partner = left.stream().filter(r -> matches(row, r)).findFirst().orElse(null);
      if (partner == null) {
        unmatched.add("only here: " + Arrays.toString(row));
      } else {
        left.remove(partner);
      }
    }
    left.forEach(row -> unmatched.add("only there: " + Arrays.toString(row)));
    return unmatched;
  }

  private static boolean matches(double[] a, double[] b) {
    for (int i = 0; i < 4; i++) {
      if (Math.abs(a[i] - b[i]) > BOX_TOLERANCE) {
        return false;
      }
    }
    return Math.abs(a[4] - b[4]) <= SCORE_TOLERANCE && a[5] == b[5];
  }
}
