package io.github.yolonas.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.Rows;
import io.github.yolonas.video.FramePrediction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Requests whose answers must be those of serial calls. Each picks its images at random. */
record GoodRequests(Pictures pictures, Answers answers, RandomGenerator random) {
  private static final int SUBMITTED = 3;

  void single(Serving serving) throws IOException {
    Path file = any(pictures.good());
    assertThat(serving.model().predict(source(file)).prediction())
        .as(file.toString())
        .isEqualTo(answers.single().get(file));
  }

  /** A file, its bytes, or a stream of them. */
  private ImageSource source(Path file) throws IOException {
    return switch (random.nextInt(3)) {
      case 0 -> ImageSource.of(file);
      case 1 -> ImageSource.of(Files.readAllBytes(file));
      default -> ImageSource.of(new ByteArrayInputStream(Files.readAllBytes(file)));
    };
  }

  void unresized(Serving serving) {
    Path file = any(pictures.good());
    assertThat(serving.model().predict(file, Answers.UNRESIZED).prediction())
        .as(file.toString())
        .isEqualTo(answers.unresized().get(file));
  }

  void batch(Serving serving) {
    List<Path> group = any(pictures.groups(Answers.GROUP));
    assertThat(Answers.predictions(serving.model().predictAll(Pictures.sources(group))))
        .as(group.toString())
        .isEqualTo(answers.grouped().get(group));
  }

  void tiled(Serving serving) {
    assertThat(serving.tiled().predict(ImageSource.of(pictures.large())).prediction())
        .isEqualTo(answers.tiled());
  }

  /** Whoever shares the pass decides about the last bits. */
  void batching(Serving serving) {
    Path file = any(pictures.good());
    requireSame(file, serving.batching().predict(ImageSource.of(file)));
  }

  /** Several at once, of which one is cancelled. */
  void submitted(Serving serving) {
    List<Path> files = new ArrayList<>();
    List<CompletableFuture<ImageDetectionPrediction>> results = new ArrayList<>();
    for (int i = 0; i < SUBMITTED; i++) {
      files.add(any(pictures.good()));
      results.add(serving.batching().submit(ImageSource.of(files.get(i))));
    }
    results.get(0).cancel(true);
    for (int i = 1; i < SUBMITTED; i++) {
      requireSame(files.get(i), results.get(i).join());
    }
  }

  private void requireSame(Path file, ImageDetectionPrediction found) {
    DetectionPrediction expected = answers.single().get(file);
    assertThat(rows(expected).unmatched(rows(found.prediction()))).as(file.toString()).isEmpty();
  }

  private static Rows rows(DetectionPrediction prediction) {
    return new Rows(prediction.detections().stream().map(GoodRequests::row).toList());
  }

  private static double[] row(Detection d) {
    BoundingBox b = d.box();
    return new double[] {b.x1(), b.y1(), b.x2(), b.y2(), d.confidence(), d.label()};
  }

  void video(Serving serving) {
    try (Stream<FramePrediction> frames = serving.video().stream(pictures.clip())) {
      assertThat(Answers.predictions(frames.map(FramePrediction::result).toList()))
          .isEqualTo(answers.video());
    }
  }

  /** A viewer who goes away. */
  void videoLeftEarly(Serving serving) {
    try (Stream<FramePrediction> frames = serving.video().stream(pictures.clip())) {
      FramePrediction first = frames.findFirst().orElseThrow();
      assertThat(first.result().prediction()).isEqualTo(answers.video().get(0));
    }
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
