/** The heart that drives the pipeline: checkpoints, network, runtime and the door, YoloNas. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.core {
  requires transitive io.github.yolonas.preprocess;
  requires transitive io.github.yolonas.postprocess;
  requires com.fasterxml.jackson.core;
  requires java.desktop;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.pytorch;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.yolonas;
  exports io.github.yolonas.checkpoint;
}
