package io.github.yolonas.postprocess;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;

/** The two ways to the same candidates. */
enum Selection {
  COUNTED,
  PADDED;

  List<Candidates> select(DecodedBoxes decoded, PostprocessOptions options) {
    try (PointerScope scope = new PointerScope()) {
      PackedCandidates packed = CandidateSelector.pack(decoded, options, this == COUNTED);
      return packed.unpack(packed.rows());
    }
  }
}
