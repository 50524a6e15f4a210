package io.github.yolonas.examples;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import java.nio.file.Path;
import java.util.List;

/** Names for the classes of a checkpoint which has none, or in another language. */
public final class OwnClassNames {
  private OwnClassNames() {}

  /** Arguments: the checkpoint, the image. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("arguments: CHECKPOINT IMAGE, such as symbols.pth in.png");
      System.exit(2);
    }
    Path image = Path.of(args[1]);
    Path checkpoint = Path.of(args[0]);
    // region names
    YoloNasOptions options =
        YoloNasOptions.builder()
            .classNames(List.of("Kreis", "Quadrat", "Dreieck", "Stern", "Kreuz"))
            .build();
    try (YoloNas model = YoloNas.load(checkpoint, options)) {
      PredictOptions circles = PredictOptions.builder().classes("Kreis").build();
      System.out.println(model.predict(image, circles));
    }
    // endregion
  }
}
