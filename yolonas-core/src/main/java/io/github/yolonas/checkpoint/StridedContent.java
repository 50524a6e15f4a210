package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A view whose elements don't lie in row-major order: transposed, channels-last, every second
 * column, expanded.
 *
 * <p>A file is read well from front to back only (in a deflated one there is no other way), while a
 * buffer can be written anywhere. So the loop runs over the dimensions in the order of their
 * strides in the <em>file</em>, largest first: the reading position then only moves forward, and
 * each element goes where it belongs in the buffer. A dimension with stride 0 (expanded) has the
 * smallest stride, thus becomes the innermost loop, and reads the same element again. Only views
 * that overlap themselves move backwards.
 */
record StridedContent(StorageBytes storage, TensorView view, int elementBytes)
    implements TensorContent {

  @Override
  public void readInto(ByteBuffer target) throws IOException {
    ByteBuffer out = target.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (view.elementCount > 0) {
      try (StorageCursor in = new StorageCursor(storage)) {
        scatter(in, out);
      }
    }
    target.position(target.limit());
  }

  private void scatter(StorageCursor in, ByteBuffer out) throws IOException {
    int[] order = byDescendingStride();
    long[] rowMajor = TensorView.rowMajorStrides(view.shape);
    long[] index = new long[order.length];
    long from = view.offset;
    long to = 0;
    for (long n = 0; n < view.elementCount; n++) {
      in.copy(from * elementBytes, elementBytes, out, (int) (to * elementBytes));
      for (int i = order.length - 1; i >= 0; i--) {
        int dimension = order[i];
        from += view.strides[dimension];
        to += rowMajor[dimension];
        if (++index[i] < view.shape[dimension]) {
          break;
        }
        from -= view.shape[dimension] * view.strides[dimension];
        to -= view.shape[dimension] * rowMajor[dimension];
        index[i] = 0;
      }
    }
  }

  private int[] byDescendingStride() {
    return IntStream.range(0, view.shape.length)
        .boxed()
        .filter(dimension -> view.shape[dimension] != 1)
        .sorted(Comparator.comparingLong(dimension -> -view.strides[dimension]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public String toString() {
    return "view %s of %s".formatted(Arrays.toString(view.strides), storage);
  }
}
