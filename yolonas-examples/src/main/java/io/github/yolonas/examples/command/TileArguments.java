package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ProgressListener;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.TilingOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Whether, and how, images are cut into tiles. */
final class TileArguments {
  @Option(
      names = "--tile",
      paramLabel = "N",
      description = "Cut images into overlapping tiles of N×N pixels.")
  private Optional<Integer> tile = Optional.empty();

  @Option(
      names = "--overlap",
      paramLabel = "F",
      description = "Part of a tile that neighbours share, 0 to 0.9 (default ${DEFAULT-VALUE}).")
  private double overlap = TilingOptions.defaults().overlap();

  @Option(
      names = "--merge",
      paramLabel = "suppress|fuse",
      description = "How a box found in several tiles becomes one (default suppress).")
  private TilingOptions.Merge merge = TilingOptions.Merge.SUPPRESS;

  /**
   * How images are cut; empty if they are predicted whole.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  Optional<TilingOptions> options() {
    return tile.map(
        side -> TilingOptions.builder().tileSize(side).overlap(overlap).merge(merge).build());
  }

  /**
   * Predicts images tile by tile.
   *
   * @param progress told of the tiles of all images
   */
  static Function<Stream<ImageSource>, Stream<PredictionOutcome>> predictor(
      YoloNas model, PredictOptions options, TilingOptions tiling, ProgressListener progress) {
    TilingOptions told =
        new TilingOptions(
            tiling.tileSize(), tiling.overlap(), tiling.merge(), new TileProgress(progress));
    TiledPredictor tiles = new TiledPredictor(model, told);
    return images -> images.map(image -> tiled(tiles, image, options));
  }

  private static PredictionOutcome tiled(
      TiledPredictor tiles, ImageSource image, PredictOptions options) {
    try {
      return new PredictionOutcome.Predicted(tiles.predict(image, options));
    } catch (ImageReadException e) {
      return new PredictionOutcome.Unreadable(image.name(), e);
    }
  }
}
