package io.github.yolonas.examples;

import io.github.yolonas.BatchingOptions;
import io.github.yolonas.BatchingPredictor;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.Path;
import java.util.Arrays;

/** Many threads, as a server has, ask one model; their images are computed together. */
public final class ServeManyThreads {
  private ServeManyThreads() {}

  /** Arguments: the checkpoint, and images, each of which gets a thread of its own. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 2) {
      System.err.println("arguments: CHECKPOINT IMAGE…, such as symbols.pth a.png b.png c.png");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    // region batching
    try (YoloNas model = YoloNas.load(checkpoint);
        BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults())) {
      for (Thread client : Arrays.stream(args).skip(1).map(i -> client(batching, i)).toList()) {
        client.join();
      }
    }
    // endregion
  }

  /** Stands for a request that a server handles in its own thread. */
  private static Thread client(BatchingPredictor batching, String image) {
    Thread client =
        new Thread(
            () -> {
              ImageDetectionPrediction result = batching.predict(ImageSource.of(Path.of(image)));
              System.out.println(image + ": " + result.prediction().detections());
            });
    client.start();
    return client;
  }
}
