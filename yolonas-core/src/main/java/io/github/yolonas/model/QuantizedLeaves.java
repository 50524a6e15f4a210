package io.github.yolonas.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of a network's leaves compute in 8-bit integers. Found by a pass that computes nothing. */
public final class QuantizedLeaves implements Execution<String> {
  private static final String ANYTHING = "";

  private final Set<String> names = new LinkedHashSet<>();

  private QuantizedLeaves() {}

  /** By name, in the order of a pass; empty for a network in floating point. */
  public static Set<String> of(YoloNasNetwork network) {
    QuantizedLeaves found = new QuantizedLeaves();
    network.forward(ANYTHING, found);
    return Collections.unmodifiableSet(found.names);
  }

  @Override
  public String convolution(ConvolutionLeaf leaf, String input) {
    if (leaf instanceof QuantizedConvolution || leaf instanceof QuantizedUpsample) {
      names.add(leaf.name());
    }
    return ANYTHING;
  }

  @Override
  public String shortcut(Shortcut leaf, String input, String output) {
    if (leaf instanceof QuantizedShortcut) {
      names.add(leaf.name());
    }
    return ANYTHING;
  }

  @Override
  public String concat(List<String> parts) {
    return ANYTHING;
  }

  @Override
  public String maxPool(String input, int kernel) {
    return ANYTHING;
  }
}
