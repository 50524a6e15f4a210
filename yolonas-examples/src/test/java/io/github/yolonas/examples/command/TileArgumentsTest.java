package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

@ExtendWith(NativeLeakExtension.class)
class TileArgumentsTest {
  private static final Path IMAGE = Path.of(Toy.IMAGES + "/scene_06_333x501.png");

  private static TileArguments parse(String... arguments) {
    return CommandLine.populateCommand(new TileArguments(), arguments);
  }

  /** 333×501 pixels in tiles of 256 with a fifth of overlap are 2×3 of them. */
  @Test
  void everyTileOfEveryImageIsTold() {
    List<String> told = new ArrayList<>();
    List<PredictionOutcome> outcomes;
    try (YoloNas model = ShippedModel.load(YoloNasOptions.defaults())) {
      outcomes =
          TileArguments.predictor(
                  model,
                  PredictOptions.defaults(),
                  parse("--tile", "256").options().orElseThrow(),
                  (done, total) -> told.add(done + " of " + total.orElseThrow()))
              .apply(Stream.of(source(IMAGE), source(Path.of("no.png")), source(IMAGE)))
              .toList();
    }
    assertThat(outcomes).hasSize(3);
    assertThat(outcomes.get(1)).isInstanceOf(PredictionOutcome.Unreadable.class);
    assertThat(told)
        .startsWith("1 of 6", "2 of 6")
        .contains("6 of 6", "7 of 12")
        .endsWith("12 of 12")
        .hasSize(12);
  }

  private static ImageSource source(Path file) {
    return ImageSource.of(file);
  }

  @Test
  void withoutTilesImagesStayWhole() {
    assertThat(parse().options()).isEmpty();
    assertThatThrownBy(() -> parse("--tile", "8").options())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tileSize");
  }
}
