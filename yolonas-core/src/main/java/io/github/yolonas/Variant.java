package io.github.yolonas;

/** The published networks, from the fastest to the most accurate. */
public enum Variant {
  /** YOLO-NAS S: 19.1 million parameters, 12.2 fused. */
  S,
  /** YOLO-NAS M: 51.2 million parameters, 31.9 fused. */
  M,
  /** YOLO-NAS L: 67.0 million parameters, 42.0 fused. */
  L
}
