package io.github.yolonas.bench;

import io.github.yolonas.preprocess.InputSize;

/**
 * What is the same for every contender.
 *
 * @param model what to call the network, such as {@code YOLO-NAS S}
 * @param size of the input, pixels
 * @param batch images of a pass
 * @param threads of a pass
 */
record Workload(String model, InputSize size, int batch, int threads) {
  /** Like {@code YOLO-NAS S, 640×640, batch 1, 2 threads}. */
  String title() {
    return "%s, %s, batch %d, %d threads".formatted(model, size, batch, threads);
  }

  NetworkInput input() {
    return new NetworkInput(batch, size);
  }
}
