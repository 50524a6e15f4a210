package io.github.yolonas.bench;

import java.util.Map;
import java.util.Set;

/**
 * Where the time of a pass goes, by what its layers do: how much of it convolutions take, how near
 * to the machine's limit they run, and what is left for everything that only moves bytes.
 *
 * @param work of each convolution on one image, by name
 * @param images of a pass
 * @param warmUps passes that do not count
 * @param passes that do; at least 1
 */
record LayerBench(Map<String, NetworkWork.Layer> work, int images, int warmUps, int passes) {

  /** The network stays open. */
  LayerTimes measure(YolonasContender network) throws Exception {
    LayerTimes times = new LayerTimes(passes);
    Set<String> quantized = network.quantizedLayers();
    for (int i = 0; i < warmUps; i++) {
      network.forward(new LayerClock((layer, milliseconds) -> {}));
    }
    for (int i = 0; i < passes; i++) {
      int pass = i;
      LayerClock clock = new LayerClock((layer, ms) -> add(times, pass, layer, ms, quantized));
      times.whole(pass, Stopwatch.once(() -> network.forward(clock)));
    }
    return times;
  }

  private void add(
      LayerTimes times, int pass, String layer, double milliseconds, Set<String> quantized) {
    NetworkWork.Layer convolution = work.get(layer);
    if (convolution == null) {
      times.add(pass, layer, 0, milliseconds);
      return;
    }
    boolean exact = !quantized.isEmpty() && !quantized.contains(layer);
    String kind = convolution.kernel() + " convolutions" + (exact ? " in fp32" : "");
    times.add(pass, kind, images * convolution.gigaflops(), milliseconds);
  }
}
