package io.github.yolonas.runtime;

import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.Origin;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.QEngine;

/**
 * Whose code convolutions in 8-bit integers run. LibTorch decides when it packs their weights
 * (ATen's {@code qconv_prepack.cpp}): its usual engine on x86 takes oneDNN where there is AVX-512
 * VNNI, for weights that are symmetric and of few groups, as all of ours; elsewhere FBGEMM.
 */
final class Int8Kernels {
  private static final String VNNI = "avx512_vnni";

  private Int8Kernels() {}

  /** What holds in this process. */
  static Chosen<String> ofThisMachine() {
    return of(torch.globalContext().qEngine().intern(), torch.hasMKLDNN(), CpuFeatures.flags());
  }

  static Chosen<String> of(QEngine engine, boolean hasOneDnn, Set<String> flags) {
    return switch (engine) {
      case X86 -> x86(hasOneDnn, flags);
      case ONEDNN -> chosen("oneDNN", "the engine that is set in LibTorch");
      case FBGEMM -> chosen("FBGEMM", "the engine that is set in LibTorch");
      case QNNPACK -> chosen("QNNPACK", "LibTorch's engine for this processor");
      case NoQEngine -> chosen("no engine", "this LibTorch is built without");
    };
  }

  private static Chosen<String> x86(boolean hasOneDnn, Set<String> flags) {
    if (!hasOneDnn) {
      return chosen("FBGEMM", "no oneDNN in this LibTorch");
    }
    if (flags.isEmpty()) {
      return chosen("oneDNN or FBGEMM", "the former if this processor has AVX-512 VNNI");
    }
    return flags.contains(VNNI)
        ? chosen("oneDNN", "this processor has AVX-512 VNNI")
        : chosen("FBGEMM", "no AVX-512 VNNI in this processor");
  }

  private static Chosen<String> chosen(String name, String why) {
    return Chosen.of("int8 convolutions by " + name, Origin.MACHINE).because(why);
  }
}
