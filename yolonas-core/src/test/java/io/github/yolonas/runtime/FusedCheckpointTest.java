package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.ReferenceInputs;
import io.github.yolonas.model.Samples;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints saved after the original has fused its blocks are the same function. */
@ExtendWith(NativeLeakExtension.class)
class FusedCheckpointTest {
  private static final Path UNFUSED = TinyModel.file("tiny_bare_state_dict.pth");
  private static final int ANCHORS = 630;

  @TempDir Path folder;

  @Test
  void partiallyFused() {
    checkSameFunction(FusedStateDict::partial, LeafTransform.IDENTITY);
    checkSameFunction(FusedStateDict::partial, LeafTransform.FUSE);
  }

  @Test
  void fullyFused() {
    checkSameFunction(FusedStateDict::full, LeafTransform.IDENTITY);
    checkSameFunction(FusedStateDict::full, LeafTransform.FUSE);
  }

  private void checkSameFunction(UnaryOperator<StateDict> fusion, LeafTransform transform) {
    Path fused = folder.resolve("fused.pth");
    try (Checkpoint source = Checkpoint.open(UNFUSED)) {
      CheckpointWriter.write(fused, fusion.apply(source.stateDict()), CheckpointMetadata.none());
    }
    try (NetworkDetector expected = detector(UNFUSED, LeafTransform.IDENTITY);
        NetworkDetector found = detector(fused, transform);
        PointerScope scope = new PointerScope()) {
      checkSameOutputs(
          expected.detect(ReferenceInputs.network("1x3x160x192")),
          found.detect(ReferenceInputs.network("1x3x160x192")));
    }
  }

  private static void checkSameOutputs(DecodedBoxes expected, DecodedBoxes found) {
    Samples expectedBoxes = new Samples(expected.boxes());
    Samples foundBoxes = new Samples(found.boxes());
    Samples expectedScores = new Samples(expected.scores());
    Samples foundScores = new Samples(found.scores());
    for (int anchor = 0; anchor < ANCHORS; anchor++) {
      for (int i = 0; i < 4; i++) {
        assertThat(foundBoxes.at(0, anchor, i))
            .isCloseTo(expectedBoxes.at(0, anchor, i), offset(2e-3));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(foundScores.at(0, anchor, i))
            .isCloseTo(expectedScores.at(0, anchor, i), offset(1e-5));
      }
    }
  }

  private static NetworkDetector detector(Path file, LeafTransform transform) {
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      TensorSource tensors = new CheckpointTensors(checkpoint);
      return new NetworkDetector(
          YoloNasNetwork.load(ArchitectureInference.infer(tensors), tensors, transform));
    }
  }
}
