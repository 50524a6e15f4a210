package io.github.yolonas.model;

import org.bytedeco.pytorch.Tensor;

/** What follows a convolution. */
public enum Activation {
  NONE {
    @Override
    Tensor apply(Tensor x) {
      return x;
    }
  },
  RELU {
    @Override
    Tensor apply(Tensor x) {
      x.relu_();
      return x;
    }
  };

  /** Applies it in place and returns {@code x} itself, the one owner of its memory. */
  abstract Tensor apply(Tensor x);
}
