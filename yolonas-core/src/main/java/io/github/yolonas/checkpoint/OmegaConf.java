package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Configuration values of the OmegaConf library, which recipes are made of and which end up in
 * checkpoints: containers keep what they hold in {@code _content}, leaves in {@code _val}.
 */
final class OmegaConf {
  private static final int DEEPEST = 4;

  private OmegaConf() {}

  /** The list, dict or value inside; anything else as it is. */
  static @Nullable Object plain(@Nullable Object value) {
    Object plain = value;
    for (int depth = 0; depth < DEEPEST && plain instanceof Instance instance; depth++) {
      if (!instance.typeName().startsWith("omegaconf.")) {
        break;
      }
      Object content = instance.attribute("_content");
      plain = content == null ? instance.attribute("_val") : content;
    }
    return plain;
  }
}
