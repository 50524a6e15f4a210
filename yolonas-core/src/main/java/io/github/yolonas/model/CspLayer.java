package io.github.yolonas.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cross-stage-partial layer: half of the channels goes through the bottlenecks, half around them,
 * and a 1×1 convolution joins both. The original: {@code YoloNASCSPLayer}; "CSPNet" (Wang et al.,
 * 2019). With {@code concatIntermediates} the joint sees every bottleneck's output, not the last
 * one's alone.
 */
record CspLayer(
    Layer conv1, Layer conv2, Layer conv3, List<Layer> bottlenecks, boolean concatIntermediates)
    implements Layer {

  static CspLayer load(Weights w, int in, Architecture.Csp spec, Bottleneck.Block block) {
    int hidden = spec.hiddenChannels();
    int joined = hidden * (2 + (spec.concatIntermediates() ? spec.bottlenecks() : 0));
    return new CspLayer(
        ConvBnAct.load(w.in("conv1"), in, hidden, 1, 1),
        ConvBnAct.load(w.in("conv2"), in, hidden, 1, 1),
        ConvBnAct.load(w.in("conv3"), joined, spec.outChannels(), 1, 1),
        IntStream.range(0, spec.bottlenecks())
            .<Layer>mapToObj(i -> Bottleneck.load(w.in("bottlenecks").in(i), hidden, block))
            .toList(),
        spec.concatIntermediates());
  }

  @Override
  public <V> V forward(V input, Execution<V> on) {
    return on.scoped(
        () -> {
          List<V> branches = bottleneckOutputs(conv1.forward(input, on), on);
          branches.add(conv2.forward(input, on));
          V joined = on.concat(branches);
          branches.forEach(on::release);
          return conv3.forward(joined, on);
        });
  }

  private <V> List<V> bottleneckOutputs(V first, Execution<V> on) {
    List<V> outputs = new ArrayList<>(List.of(first));
    for (Layer bottleneck : bottlenecks) {
      V last = outputs.get(outputs.size() - 1);
      V next = bottleneck.forward(last, on);
      if (!concatIntermediates) {
        outputs.remove(last);
        on.release(last);
      }
      outputs.add(next);
    }
    return outputs;
  }

  @Override
  public Layer transform(LeafTransform t) {
    return new CspLayer(
        conv1.transform(t),
        conv2.transform(t),
        conv3.transform(t),
        bottlenecks.stream().map(bottleneck -> bottleneck.transform(t)).toList(),
        concatIntermediates);
  }
}
