/** Images in: decoding, EXIF orientation, letterbox, upload and normalisation. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the qualified export names modules that are compiled later
module io.github.yolonas.preprocess {
  requires transitive java.desktop;
  requires java.net.http;
  requires com.sun.jna;
  requires com.drew.metadata;
  requires org.bytedeco.javacpp;
  requires static transitive org.bytedeco.javacv; // its module requires every driver it knows
  requires transitive org.bytedeco.opencv;
  requires transitive org.bytedeco.pytorch;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.yolonas.preprocess;
  exports io.github.yolonas.preprocess.internal to
      io.github.yolonas.core,
      io.github.yolonas.micrometer,
      io.github.yolonas.onnx,
      io.github.yolonas.train,
      io.github.yolonas.video;
}
