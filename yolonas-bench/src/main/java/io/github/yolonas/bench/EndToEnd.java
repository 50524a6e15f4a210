package io.github.yolonas.bench;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whole predictions of pictures in memory, by some callers that share a model.
 *
 * @param checkpoint the network
 * @param device where
 * @param precision in which number format
 * @param batch images of a call
 */
record EndToEnd(Path checkpoint, Device device, Precision precision, int batch) {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int WARM_UPS = 3;

  /** Images a second of all callers together, each of which makes {@code calls} calls. */
  double imagesPerSecond(int callers, int calls) throws Exception {
    YoloNasOptions options = YoloNasOptions.builder().device(device).precision(precision).build();
    PredictOptions predict = PredictOptions.builder().keepImage(false).batchSize(batch).build();
    List<ImageSource> images = Collections.nCopies(batch, ImageSource.of(picture()));
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try (YoloNas model = YoloNas.load(checkpoint, options)) {
      run(threads, callers, WARM_UPS, model, images, predict);
      double ms =
          Stopwatch.once(
              () -> {
                run(threads, callers, calls, model, images, predict);
                return calls;
              });
      return callers * calls * batch / ms * 1e3;
    } finally {
      threads.shutdown();
    }
  }

  private static void run(
      ExecutorService threads,
      int callers,
      int calls,
      YoloNas model,
      List<ImageSource> images,
      PredictOptions options)
      throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int caller = 0; caller < callers; caller++) {
      running.add(
          threads.submit(
              () -> {
                for (int call = 0; call < calls; call++) {
                  model.predictAll(images, options);
                }
              }));
    }
    for (Future<?> call : running) {
      call.get();
    }
  }

  private static RgbImage picture() {
    BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(GeneratedImage.pixels(), 0, 0, WIDTH, HEIGHT, null);
    } finally {
      graphics.dispose();
    }
    return RgbImage.of(small);
  }
}
