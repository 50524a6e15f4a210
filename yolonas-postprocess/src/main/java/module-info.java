/** Boxes out: distribution decoding, candidate choice, non-maximum suppression. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.postprocess {
  requires org.bytedeco.javacpp;
  requires transitive org.bytedeco.pytorch;
  requires static org.jspecify;

  exports io.github.yolonas.postprocess;
}
