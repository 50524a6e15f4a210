package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A graphics card chooses what the processor chooses, ties, NaN and all. */
@Tag("gpu")
@ExtendWith(NativeLeakExtension.class)
class CudaSelectionTest {
  private static final String DEVICE = "cuda:0";
  private static final int IMAGES = 3;
  private static final int ANCHORS = 8_400;
  private static final int CLASSES = 80;

  @BeforeEach
  void requireDevice() {
    assumeTrue(torch.cuda_is_available(), "skipped: there is no CUDA device");
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 1024, true", "0.25, 1024, false", "0, 1024, true", "0, 9000, false",
    "0.99, 300, true", "1, 1024, false", "0.9, 20000, true", "0.75, 1, true",
  })
  void theSameCandidates(double conf, int topK, boolean multiLabel) {
    for (Set<Integer> classes : List.of(Set.<Integer>of(), Set.of(7, 79))) {
      PostprocessOptions options =
          PostprocessOptions.builder()
              .conf(conf)
              .nmsTopK(topK)
              .multiLabelPerBox(multiLabel)
              .classes(classes)
              .build();
      try (PointerScope scope = new PointerScope()) {
        DecodedBoxes here = decoded();
        DecodedBoxes there = new DecodedBoxes(moved(here.boxes()), moved(here.scores()));
        assertThat(CandidateSelector.select(there, options))
            .isEqualTo(CandidateSelector.select(here, options));
      }
    }
  }

  private static Tensor moved(Tensor tensor) {
    return tensor.to(new Device(DEVICE), ScalarType.Float);
  }

  /** Scores in hundredths, so that every cut falls between ties. */
  private static DecodedBoxes decoded() {
    Random random = new Random(3);
    float[] scores = new float[IMAGES * ANCHORS * CLASSES];
    float[] boxes = new float[IMAGES * ANCHORS * 4];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(50_000) == 0 ? Float.NaN : random.nextInt(101) / 100f;
    }
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = i;
    }
    return new DecodedBoxes(
        Tensors.of(boxes, IMAGES, ANCHORS, 4), Tensors.of(scores, IMAGES, ANCHORS, CLASSES));
  }
}
