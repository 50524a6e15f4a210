/** Videos and cameras in, annotated videos out; objects tracked and counted. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.video {
  requires transitive io.github.yolonas.core;
  requires com.fasterxml.jackson.core;
  requires org.bytedeco.ffmpeg;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.opencv;
  requires static org.jspecify;

  exports io.github.yolonas.video;
  exports io.github.yolonas.video.track;
}
