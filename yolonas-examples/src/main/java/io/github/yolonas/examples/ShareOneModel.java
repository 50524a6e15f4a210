package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One model for all threads of a pool. */
public final class ShareOneModel {
  private ShareOneModel() {}

  /** Arguments: the checkpoint, and images. */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    if (args.length < 2) {
      System.err.println("arguments: CHECKPOINT IMAGE…, such as symbols.pth a.png b.png c.png");
      System.exit(2);
    }
    List<Path> images = Arrays.stream(args).skip(1).map(Path::of).toList();
    Path checkpoint = Path.of(args[0]);
    // region pool
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (YoloNas model = YoloNas.load(checkpoint)) {
      List<Future<ImageDetectionPrediction>> results =
          images.stream().map(image -> pool.submit(() -> model.predict(image))).toList();
      for (Future<ImageDetectionPrediction> result : results) {
        System.out.println(result.get());
      }
    } finally {
      pool.shutdown();
    }
    // endregion
  }
}
