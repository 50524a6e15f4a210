package io.github.yolonas.postprocess;

import java.util.Arrays;

/**
 * The boxes that non-maximum suppression has kept so far: a column for each number, for the inner
 * loop runs over the columns. All arithmetic is float32, in torchvision's order.
 */
final class KeptBoxes {
  private final double iouThreshold;
  private final float[] x1;
  private final float[] y1;
  private final float[] x2;
  private final float[] y2;
  private final float[] area;
  private final int[] group;
  private final int[] index;
  private int size;

  KeptBoxes(int capacity, double iouThreshold) {
    this.iouThreshold = iouThreshold;
    x1 = new float[capacity];
    y1 = new float[capacity];
    x2 = new float[capacity];
    y2 = new float[capacity];
    area = new float[capacity];
    group = new int[capacity];
    index = new int[capacity];
  }

  boolean isFull() {
    return size == index.length;
  }

  /** The boxes' indices, in the order in which they were kept. */
  int[] indices() {
    return Arrays.copyOf(index, size);
  }

  /** Keeps box {@code i}, shifted, unless it overlaps one of its group. */
  void offer(int i, int group, float[] boxesXyxy, float shift) {
    float left = boxesXyxy[4 * i] + shift;
    float top = boxesXyxy[4 * i + 1] + shift;
    float right = boxesXyxy[4 * i + 2] + shift;
    float bottom = boxesXyxy[4 * i + 3] + shift;
    float area = (right - left) * (bottom - top);
    if (!overlapsAny(group, left, top, right, bottom, area)) {
      add(i, group, left, top, right, bottom, area);
    }
  }

  private boolean overlapsAny(
      int group, float left, float top, float right, float bottom, float area) {
    for (int k = 0; k < size; k++) {
      if (group != this.group[k]
          || right <= x1[k]
          || x2[k] <= left
          || bottom <= y1[k]
          || y2[k] <= top) {
        continue; // apart, as most pairs are: without a division
      }
      float width = Math.max(0, Math.min(x2[k], right) - Math.max(x1[k], left));
      float height = Math.max(0, Math.min(y2[k], bottom) - Math.max(y1[k], top));
      float intersection = width * height;
      float iou = intersection / (this.area[k] + area - intersection);
      if (iou > iouThreshold) { // compared as double; false for NaN
        return true;
      }
    }
    return false;
  }

  private void add(int i, int group, float left, float top, float right, float bottom, float area) {
    x1[size] = left;
    y1[size] = top;
    x2[size] = right;
    y2[size] = bottom;
    this.area[size] = area;
    this.group[size] = group;
    index[size++] = i;
  }
}
