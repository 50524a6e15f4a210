/** Checkpoints out as ONNX graphs, for any runtime that reads them. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.onnx {
  requires transitive io.github.yolonas.core;
  requires com.fasterxml.jackson.core;
  requires com.google.protobuf;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.pytorch;
  requires static org.jspecify;

  exports io.github.yolonas.onnx;
}
