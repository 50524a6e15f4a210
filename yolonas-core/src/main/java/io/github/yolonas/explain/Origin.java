package io.github.yolonas.explain;

import java.util.Locale;

/** Who decided a value. */
public enum Origin {
  /** The caller, in {@link io.github.yolonas.YoloNasOptions}. */
  OPTION,
  /** The checkpoint: what it was trained with, or what its tensors say. */
  CHECKPOINT,
  /** Nobody: the library's documented default, where caller and checkpoint are silent. */
  DEFAULT,
  /** What this machine has: its processor, cores, graphics card, native libraries. */
  MACHINE;

  /** In lower case, as explanations and JSON have it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
