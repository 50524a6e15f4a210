package io.github.yolonas.model;

import java.util.List;
import java.util.stream.Stream;

/** Layers one after the other; each intermediate is freed as soon as the next one is there. */
record Chain(List<Layer> layers) implements Layer {
  Chain {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a chain needs at least one layer");
    }
  }

  static Chain of(Layer... layers) {
    return new Chain(List.of(layers));
  }

  /** The same behind another layer, whose output is freed as early as the others. */
  Chain behind(Layer first) {
    return new Chain(Stream.concat(Stream.of(first), layers.stream()).toList());
  }

  @Override
  public <V> V forward(V input, Execution<V> on) {
    V current = layers.get(0).forward(input, on);
    for (Layer layer : layers.subList(1, layers.size())) {
      V next = layer.forward(current, on);
      on.release(current);
      current = next;
    }
    return current;
  }

  @Override
  public Chain transform(LeafTransform t) {
    return new Chain(layers.stream().map(layer -> layer.transform(t)).toList());
  }
}
