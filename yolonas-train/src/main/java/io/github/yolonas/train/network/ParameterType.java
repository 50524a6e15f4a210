package io.github.yolonas.train.network;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The number format of parameters, gradients and sums. */
public enum ParameterType {
  /** 32-bit floating point, as the original trains in. */
  FP32(ScalarType.Float),
  /** 64-bit floating point: slow, for comparing numerics. */
  FP64(ScalarType.Double);

  private final ScalarType scalarType;

  ParameterType(ScalarType scalarType) {
    this.scalarType = scalarType;
  }

  ScalarType scalarType() {
    return scalarType;
  }
}
