package io.github.yolonas;

/**
 * Is told what a model does: for metrics, logs, tests. Set it with {@link
 * YoloNasOptions.Builder#listener}.
 *
 * <p>It is called in the thread that predicts, after each pass and before the results are returned,
 * by several threads at once if several predict: be quick, and thread-safe. An exception or error
 * thrown here is logged, the first time, and harms no prediction. Passes of {@link YoloNas#warmUp}
 * are passes, too; a large image that {@link TiledPredictor} cannot read is not told of.
 */
@FunctionalInterface
public interface PredictionListener {

  /**
   * A pass of the network is done: one image, or a batch.
   *
   * @param pass what it was
   */
  void predicted(Pass pass);

  /**
   * An image could not be read, or a pass failed. Does nothing unless implemented.
   *
   * @param failure what it was
   */
  default void failed(Failure failure) {}

  /**
   * A pass of the network. A tile of a larger image counts as an image.
   *
   * @param model the model's name
   * @param images how many images it was for
   * @param detections how many objects were found on all of them
   * @param timings the stages, each the sum over the images
   */
  record Pass(String model, int images, int detections, Timings timings) {}

  /**
   * What went wrong.
   *
   * @param model the model's name
   * @param images how many images have no result for it
   * @param error {@link io.github.yolonas.preprocess.ImageReadException}, {@link
   *     InferenceException} or another, as the caller gets it
   */
  record Failure(String model, int images, Throwable error) {}
}
