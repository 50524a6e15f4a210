package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

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

  @Override
  public Tensor forward(Tensor input) {
    Tensor current = layers.get(0).forward(input);
    for (Layer layer : layers.subList(1, layers.size())) {
      Tensor next = layer.forward(current);
      current.close();
      current = next;
    }
    return current;
  }

  @Override
  public Chain transform(LeafTransform t) {
    return new Chain(layers.stream().map(layer -> layer.transform(t)).toList());
  }
}
