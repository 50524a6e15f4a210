package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.testing.NativeLeakExtension;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class CheckpointTensorsTest {

  /** The same weights were saved in both precisions; rounding them must give the same bits. */
  @Test
  void halfPrecisionIsReadAsItIsStored() {
    try (Checkpoint full = Checkpoint.open(TinyModel.file("tiny_bare_state_dict.pth"));
        Checkpoint half = Checkpoint.open(TinyModel.file("tiny_half_state_dict.pth"))) {
      CheckpointTensors fullTensors = new CheckpointTensors(full);
      CheckpointTensors halfTensors = new CheckpointTensors(half);
      assertThat(halfTensors.keys()).containsExactlyElementsOf(fullTensors.keys());
      for (String key : halfTensors.keys()) {
        try (PointerScope scope = new PointerScope()) {
          Tensor read = halfTensors.read(key);
          Tensor rounded = fullTensors.read(key);
          if (rounded.is_floating_point()) {
            assertThat(read.scalar_type().intern()).as(key).isEqualTo(ScalarType.Half);
            rounded = rounded.to(ScalarType.Half);
          }
          assertThat(read.equal(rounded)).as(key).isTrue();
        }
      }
    }
  }
}
