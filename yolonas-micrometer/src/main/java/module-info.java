/** What a model does, as Micrometer's meters. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.micrometer {
  requires transitive io.github.yolonas.core;
  requires transitive micrometer.core;
  requires org.bytedeco.javacpp;
  requires static org.jspecify;

  exports io.github.yolonas.micrometer;
}
