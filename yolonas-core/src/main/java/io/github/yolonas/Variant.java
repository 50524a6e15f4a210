package io.github.yolonas;

/** The published networks, from the fastest to the most accurate. */
public enum Variant {
  /** YOLO-NAS S: 19.0 million parameters as published, 12.2 fused. */
  S,
  /** YOLO-NAS M: 51.1 million parameters as published, 31.9 fused. */
  M,
  /** YOLO-NAS L: 66.9 million parameters as published, 42.0 fused. */
  L
}
