package io.github.yolonas.quantize;

import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Shortcut;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network's leaves by name, noted down as they pass; changes nothing. */
final class NamedLeaves implements LeafTransform {
  private final Map<String, ConvolutionLeaf> convolutions = new LinkedHashMap<>();
  private final Map<String, Shortcut> shortcuts = new LinkedHashMap<>();

  @Override
  public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
    convolutions.put(leaf.name(), leaf);
    return leaf;
  }

  @Override
  public Shortcut shortcut(Shortcut leaf) {
    shortcuts.put(leaf.name(), leaf);
    return leaf;
  }

  /** In the order of loading. */
  Map<String, ConvolutionLeaf> convolutions() {
    return convolutions;
  }

  /** In the order of loading. */
  Map<String, Shortcut> shortcuts() {
    return shortcuts;
  }
}
