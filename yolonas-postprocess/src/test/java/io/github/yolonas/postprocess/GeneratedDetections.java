package io.github.yolonas.postprocess;

import io.github.yolonas.testing.ReferenceStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The generated boxes and scores of the ground truth: clusters of boxes that overlap a lot. */
final class GeneratedDetections {
  final float[] boxes;
  final float[] scores;

  GeneratedDetections(String key, int anchors, int classes, int squarings) {
    boxes = boxes(new ReferenceStream(key + "/box"), anchors);
    scores = scores(new ReferenceStream(key + "/score"), anchors * classes, squarings);
  }

  private static float[] boxes(ReferenceStream stream, int anchors) {
    float[] boxes = new float[4 * anchors];
    for (int i = 0; i < anchors; i++) {
      double u4 = stream.unit53(5L * i + 4);
      double cx = Math.floor(stream.unit53(5L * i) * 12) * 55 + u4 * 14;
      double cy = Math.floor(stream.unit53(5L * i + 1) * 12) * 55 + u4 * 9;
      double w = 60 + stream.unit53(5L * i + 2) * 24;
      double h = 60 + stream.unit53(5L * i + 3) * 24;
      boxes[4 * i] = (float) (cx - w * 0.5);
      boxes[4 * i + 1] = (float) (cy - h * 0.5);
      boxes[4 * i + 2] = (float) (cx + w * 0.5);
      boxes[4 * i + 3] = (float) (cy + h * 0.5);
    }
    return boxes;
  }

  private static float[] scores(ReferenceStream stream, int count, int squarings) {
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      double score = stream.unit53(i);
      for (int k = 0; k < squarings; k++) {
        score = score * score;
      }
      scores[i] = (float) score;
    }
    return scores;
  }

  static String sha256(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
