package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Results and suppression serve programs that have no native library on their class path. */
class NativeFreeTest {

  @Test
  void resultsAndSuppressionWorkWithoutLibTorch() throws Exception {
    try (URLClassLoader bare = bare()) {
      assertThatThrownBy(() -> bare.loadClass("org.bytedeco.javacpp.Pointer"))
          .isInstanceOf(ClassNotFoundException.class);
      Object program = bare.loadClass(Program.class.getName()).getConstructor().newInstance();
      assertThat(program.getClass()).isNotEqualTo(Program.class);
      assertThat(((Callable<?>) program).call())
          .isEqualTo("1 detection in 480×640\n  star 0.90 at [0.0, 0.0, 10.0, 10.0]");
    }
  }

  /** The classes of this module and of its tests, and the JDK's; nothing else. */
  private static URLClassLoader bare() {
    URL[] own = {location(NonMaxSuppression.class), location(Program.class)};
    return new URLClassLoader(own, ClassLoader.getPlatformClassLoader());
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  /** What such a program might do: every class that is to work without natives. */
  public static final class Program implements Callable<String> {
    /** Called by reflection. */
    public Program() {}

    @Override
    public String call() {
      float[] boxes = {0, 0, 10, 10, 0, 0, 10, 9};
      Candidates candidates =
          new Candidates(boxes, new float[] {0.9f, 0.8f}, new int[] {1, 1}, new int[] {5, 6});
      Candidates kept =
          DetectionPostprocessor.process(candidates, PostprocessOptions.builder().iou(0.5).build());
      Detection detection = new Detection(kept.labels()[0], "star", kept.scores()[0], kept.box(0));
      List<Detection> detections =
          NonMaxSuppression.perClass(detection.box().iou(detection.box())).keep(List.of(detection));
      DetectionPrediction once = new DetectionPrediction(detections, new ImageShape(480, 640));
      DetectionPrediction fused = WeightedBoxFusion.perClass(0.5).fuse(List.of(once, once));
      DetectionMatching matching = DetectionMatching.of(fused, once, 0.5);
      return fused.filter(d -> matching.missed().isEmpty()).toString();
    }
  }
}
