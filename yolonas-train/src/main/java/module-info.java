/** The life of a model before it predicts: data, losses, training, and how good it is. */
@org.jspecify.annotations.NullMarked
module io.github.yolonas.train {
  requires transitive io.github.yolonas.core;
  requires transitive org.bytedeco.pytorch;
  requires com.fasterxml.jackson.core;
  requires com.google.protobuf;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.opencv;
  requires org.jfree.jfreechart;
  requires org.slf4j;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports io.github.yolonas.train.augment;
  exports io.github.yolonas.train.data;
  exports io.github.yolonas.train.distill;
  exports io.github.yolonas.train.loader;
  exports io.github.yolonas.train.log;
  exports io.github.yolonas.train.loss;
  exports io.github.yolonas.train.metrics;
  exports io.github.yolonas.train.network;
  exports io.github.yolonas.train.optim;
  exports io.github.yolonas.train.recipe;
  exports io.github.yolonas.train.synthetic;
  exports io.github.yolonas.train.trainer;
}
