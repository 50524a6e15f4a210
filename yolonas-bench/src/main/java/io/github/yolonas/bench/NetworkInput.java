package io.github.yolonas.bench;

import io.github.yolonas.preprocess.InputSize;
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
  private final InputSize size;
  private final FloatBuffer values;

  NetworkInput(int batch, InputSize size) {
    this.batch = batch;
    this.size = size;
    int count = batch * CHANNELS * size.height() * size.width();
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

  long[] shape() {
    return new long[] {batch, CHANNELS, size.height(), size.width()};
  }

  /** A view of its own, from the first value to the last. */
  FloatBuffer values() {
    return values.duplicate();
  }
}
