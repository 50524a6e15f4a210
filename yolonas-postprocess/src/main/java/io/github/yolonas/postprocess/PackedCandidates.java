package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The candidates of a batch in one tensor, so that one copy brings them to the host.
 *
 * <p>A row is a candidate: x1, y1, x2, y2, score, label, anchor. (Anchor and label are whole
 * numbers below 2²⁴, which a float holds exactly.) An image's rows follow those of the image before
 * it, in the order of anchors, then of classes. Where the number of candidates was not known when
 * the tensor was made, rows with the label -1 fill up the end of an image's part.
 *
 * @param rows [sum of counts, 7], fp32, on the network's device; belongs to the scope in which it
 *     was made
 * @param counts how many rows each image has
 */
public record PackedCandidates(Tensor rows, List<Integer> counts) {
  /** Numbers in a row. */
  static final int COLUMNS = 7;

  /** The label of a row that is no candidate. */
  static final int PADDING = -1;

  private static final int SCORE = 4;
  private static final int LABEL = 5;
  private static final int ANCHOR = 6;

  /** Copies the list. */
  public PackedCandidates {
    counts = List.copyOf(counts);
  }

  /**
   * Reads the candidates.
   *
   * @param onHost these rows, copied to host memory
   * @return one per image, in plain Java
   */
  public List<Candidates> unpack(Tensor onHost) {
    float[] values = new float[Math.toIntExact(onHost.numel())];
    if (values.length > 0) {
      onHost.contiguous().data_ptr_float().get(values);
    }
    List<Candidates> candidates = new ArrayList<>();
    int start = 0;
    for (int count : counts) {
      candidates.add(unpack(values, start, size(values, start, count)));
      start += count;
    }
    return candidates;
  }

  /** How many rows stand before the padding. */
  private static int size(float[] values, int start, int count) {
    int size = 0;
    while (size < count && values[(start + size) * COLUMNS + LABEL] != PADDING) {
      size++;
    }
    return size;
  }

  private static Candidates unpack(float[] values, int start, int size) {
    float[] boxes = new float[4 * size];
    float[] scores = new float[size];
    int[] labels = new int[size];
    int[] anchors = new int[size];
    for (int i = 0; i < size; i++) {
      int row = (start + i) * COLUMNS;
      System.arraycopy(values, row, boxes, 4 * i, 4);
      scores[i] = values[row + SCORE];
      labels[i] = (int) values[row + LABEL];
      anchors[i] = (int) values[row + ANCHOR];
    }
    return new Candidates(boxes, scores, labels, anchors);
  }
}
