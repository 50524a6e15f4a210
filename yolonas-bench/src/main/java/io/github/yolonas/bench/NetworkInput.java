package io.github.yolonas.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * The tensor that every contender gets: fp32, [N, 3, H, W], values from 0 to 1, outside of the Java
 * heap, always the same.
 */
final class NetworkInput {
  private static final int CHANNELS = 3;

  private final int batch;
  private final int height;
  private final int width;
  private final FloatBuffer values;

  NetworkInput(int batch, int height, int width) {
    this.batch = batch;
    this.height = height;
    this.width = width;
    int count = batch * CHANNELS * height * width;
    values =
        ByteBuffer.allocateDirect(Float.BYTES * count)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    Random random = new Random(1);
    while (values.hasRemaining()) {
      values.put(random.nextFloat());
    }
    values.flip();
  }

  int batch() {
    return batch;
  }

  long[] shape() {
    return new long[] {batch, CHANNELS, height, width};
  }

  /** A view of its own, from the first value to the last. */
  FloatBuffer values() {
    return values.duplicate();
  }
}
