/** The heart that drives the pipeline: checkpoints, network, runtime and the door, YoloNas. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the qualified exports name a module that is compiled later
module io.github.yolonas.core {
  requires transitive io.github.yolonas.preprocess;
  requires transitive io.github.yolonas.postprocess;
  requires transitive java.desktop;
  requires com.fasterxml.jackson.core;
  requires java.management;
  requires jdk.jfr;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.pytorch;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.yolonas;
  exports io.github.yolonas.annotate;
  exports io.github.yolonas.checkpoint;
  exports io.github.yolonas.doctor;
  exports io.github.yolonas.explain;
  exports io.github.yolonas.format;
  exports io.github.yolonas.summary;
  exports io.github.yolonas.draw to
      io.github.yolonas.train;
  exports io.github.yolonas.file to
      io.github.yolonas.onnx,
      io.github.yolonas.train,
      io.github.yolonas.video;
  exports io.github.yolonas.json to
      io.github.yolonas.video;
  exports io.github.yolonas.model to
      io.github.yolonas.onnx,
      io.github.yolonas.train;
  exports io.github.yolonas.runtime to
      io.github.yolonas.onnx,
      io.github.yolonas.train;
  exports io.github.yolonas.text to
      io.github.yolonas.train;
}
