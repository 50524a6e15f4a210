package io.github.yolonas.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Doubles the resolution of deep features and joins them with two finer skips: one of the same
 * resolution, one of twice that. The original: {@code YoloNASUpStage}.
 *
 * <p>The three reductions exist only where the architecture reduces channels.
 */
record UpStage(
    @Nullable Layer reduceSkip1,
    @Nullable Layer reduceSkip2,
    Layer conv,
    Layer upsample,
    Layer downsample,
    @Nullable Layer reduceAfterConcat,
    Layer blocks) {

  /**
   * Fine features, and what the way down needs.
   *
   * @param inter the reduced input before up-sampling, which the way down uses again
   */
  record Output<V>(V inter, V out) {}

  static UpStage load(Weights w, int in, int skip1, int skip2, Architecture.UpStage spec) {
    int out = spec.outChannels();
    boolean reduce = spec.reduceChannels();
    int joined = reduce ? out : 2 * out + skip1;
    return new UpStage(
        reduce ? ConvBnAct.load(w.in("reduce_skip1"), skip1, out, 1, 1) : null,
        reduce ? ConvBnAct.load(w.in("reduce_skip2"), skip2, out, 1, 1) : null,
        ConvBnAct.load(w.in("conv"), in, out, 1, 1),
        UpsampleConvolution.load(w.in("upsample"), out),
        ConvBnAct.load(w.in("downsample"), reduce ? out : skip2, out, 3, 2),
        reduce ? ConvBnAct.load(w.in("reduce_after_concat"), 3 * out, out, 1, 1) : null,
        CspLayer.load(w.in("blocks"), joined, spec.blocks(), Bottleneck.Block.QA_REP_VGG));
  }

  /**
   * The skip of twice this stage's resolution, brought to this one: by itself, so that the caller
   * frees a skip of which nothing else is needed before the stage runs.
   */
  <V> V halved(V skip2, Execution<V> on) {
    return on.scoped(() -> downsample.forward(through(reduceSkip2, skip2, on), on));
  }

  /** Runs the stage; {@code finer} is what {@link #halved} made. */
  <V> Output<V> forward(V x, V skip1, V finer, Execution<V> on) {
    V inter = conv.forward(x, on);
    V out = on.scoped(() -> blocks.forward(join(inter, skip1, finer, on), on));
    return new Output<>(inter, out);
  }

  /** Frees the concatenated parts before the blocks run. */
  private <V> V join(V inter, V skip1, V finer, Execution<V> on) {
    return on.scoped(
        () -> {
          V same = through(reduceSkip1, skip1, on);
          V joined = on.concat(List.of(upsample.forward(inter, on), same, finer));
          return through(reduceAfterConcat, joined, on);
        });
  }

  private static <V> V through(@Nullable Layer layer, V x, Execution<V> on) {
    return layer == null ? x : layer.forward(x, on);
  }

  private static @Nullable Layer transform(@Nullable Layer layer, LeafTransform t) {
    return layer == null ? null : layer.transform(t);
  }

  UpStage transform(LeafTransform t) {
    return new UpStage(
        transform(reduceSkip1, t),
        transform(reduceSkip2, t),
        conv.transform(t),
        upsample.transform(t),
        downsample.transform(t),
        transform(reduceAfterConcat, t),
        blocks.transform(t));
  }
}
