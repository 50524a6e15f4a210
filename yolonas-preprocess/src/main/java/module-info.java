/** Images in: decoding, EXIF orientation, letterbox, upload and normalisation. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.preprocess {
  requires java.desktop;
  requires java.net.http;
  requires com.drew.metadata;
  requires org.bytedeco.javacpp;
  requires transitive org.bytedeco.javacv;
  requires transitive org.bytedeco.opencv;
  requires org.bytedeco.pytorch;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.github.yolonas.preprocess;
}
