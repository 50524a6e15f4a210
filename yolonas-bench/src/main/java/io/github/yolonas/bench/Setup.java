package io.github.yolonas.bench;

/**
 * What is the same for every contender.
 *
 * @param model what to call the network, such as {@code YOLO-NAS S}
 * @param size height and width of the input, pixels
 * @param batch images of a pass
 * @param threads of a pass
 */
record Setup(String model, int size, int batch, int threads) {
  NetworkInput input() {
    return new NetworkInput(batch, size, size);
  }
}
