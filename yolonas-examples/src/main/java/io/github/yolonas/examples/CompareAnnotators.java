package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.annotate.Annotator;
import io.github.yolonas.annotate.BlurAnnotator;
import io.github.yolonas.annotate.BoxAnnotator;
import io.github.yolonas.annotate.HeatMapAnnotator;
import io.github.yolonas.annotate.LabelAnnotator;
import io.github.yolonas.annotate.PixelateAnnotator;
import io.github.yolonas.preprocess.ImageSource;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * One image under each annotator, side by side: box, label, blur, pixelate, heat map. Made {@code
 * docs/annotators.png} of {@code images/symbols_333x501.png}.
 */
public final class CompareAnnotators {
  private static final int PANEL_WIDTH = 220;

  private CompareAnnotators() {}

  /** Arguments: the checkpoint, the image, the picture to write in PNG. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("arguments: CHECKPOINT IMAGE PICTURE, such as symbols.pth in.png out.png");
      System.exit(2);
    }
    BufferedImage image = ImageIO.read(Path.of(args[1]).toFile());
    try (YoloNas model = YoloNas.load(Path.of(args[0]))) {
      BufferedImage panels = panels(model.predict(ImageSource.of(scaled(image))));
      ImageIO.write(panels, "png", Path.of(args[2]).toFile());
    }
  }

  private static BufferedImage panels(ImageDetectionPrediction result) {
    List<Annotator> annotators =
        List.of(
            new BoxAnnotator(),
            new LabelAnnotator(),
            new BlurAnnotator(),
            new PixelateAnnotator(),
            HeatMapAnnotator.ofEachPicture());
    int height = result.image().height();
    int width = PANEL_WIDTH * annotators.size();
    BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    for (int i = 0; i < annotators.size(); i++) {
      graphics.drawImage(result.annotate(annotators.get(i)), i * PANEL_WIDTH, 0, null);
    }
    graphics.dispose();
    return all;
  }

  /** To the width of a panel before detecting, so that labels keep a size that can be read. */
  private static BufferedImage scaled(BufferedImage image) {
    int height = Math.max(1, image.getHeight() * PANEL_WIDTH / image.getWidth());
    BufferedImage small = new BufferedImage(PANEL_WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Image averaged = image.getScaledInstance(PANEL_WIDTH, height, Image.SCALE_AREA_AVERAGING);
    Graphics2D graphics = small.createGraphics();
    graphics.drawImage(averaged, 0, 0, null);
    graphics.dispose();
    return small;
  }
}
