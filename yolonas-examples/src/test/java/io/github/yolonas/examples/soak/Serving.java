package io.github.yolonas.examples.soak;

import io.github.yolonas.BatchingOptions;
import io.github.yolonas.BatchingPredictor;
import io.github.yolonas.PredictionListener;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.video.VideoPredictor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A model and all that stands before it; closed together. */
record Serving(
    YoloNas model, BatchingPredictor batching, TiledPredictor tiled, VideoPredictor video)
    implements AutoCloseable {
  static final int TILE = 400;

  /** A model with a listener that fails now and then, as a metrics system may. */
  static Serving of(Function<YoloNasOptions, YoloNas> loading) {
    YoloNas model = loading.apply(YoloNasOptions.builder().listener(new FailingListener()).build());
    return new Serving(
        model,
        new BatchingPredictor(model, BatchingOptions.defaults()),
        new TiledPredictor(model, TILE),
        new VideoPredictor(model));
  }

  /** Every seventh time, by an exception or an error. */
  private static final class FailingListener implements PredictionListener {
    private final AtomicInteger told = new AtomicInteger();

    @Override
    public void predicted(Pass pass) {
      fail(told.incrementAndGet());
    }

    @Override
    public void failed(Failure failure) {
      fail(told.incrementAndGet());
    }

    private static void fail(int times) {
      if (times % 14 == 0) {
        throw new IllegalStateException("no connection");
      }
      if (times % 7 == 0) {
        throw new NoClassDefFoundError("metrics/Timer");
      }
    }
  }

  @Override
  public void close() {
    batching.close();
    model.close();
  }
}
