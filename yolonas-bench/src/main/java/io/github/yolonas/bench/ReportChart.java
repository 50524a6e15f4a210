package io.github.yolonas.bench;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** A report as a picture file: SVG, or PNG at twice the resolution. */
final class ReportChart {
  static final int PNG_SCALE = 2;

  private ReportChart() {}

  /** Whether a chart can be written to a file of this name. */
  static boolean isWritable(Path file) {
    return isSvg(file) || name(file).endsWith(".png");
  }

  /** Writes SVG or PNG, as the name's ending says. */
  static void write(Report report, Path file) throws IOException {
    BarChart chart = chart(report);
    if (isSvg(file)) {
      VectorGraphics2D graphics = new VectorGraphics2D();
      chart.draw(graphics);
      PageSize page = new PageSize(0, 0, BarChart.WIDTH, chart.height());
      try (OutputStream out = Files.newOutputStream(file)) {
        new SVGProcessor().getDocument(graphics.getCommands(), page).writeTo(out);
      }
    } else {
      ImageIO.write(image(chart), "png", file.toFile());
    }
  }

  private static BufferedImage image(BarChart chart) {
    BufferedImage image =
        new BufferedImage(
            PNG_SCALE * BarChart.WIDTH, PNG_SCALE * chart.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.scale(PNG_SCALE, PNG_SCALE);
      chart.draw(graphics);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private static BarChart chart(Report report) {
    String ours = report.results().get(0).name();
    List<BarChart.Bar> bars =
        report.results().stream()
            .flatMap(
                result ->
                    result.milliseconds().stream()
                        .map(
                            time ->
                                new BarChart.Bar(result.title(), time, result.name().equals(ours))))
            .toList();
    Machine machine = report.machine();
    return new BarChart(
        report.workload().title(),
        "milliseconds a pass, less is better; %s, %d cores (%s)"
            .formatted(machine.cpu(), machine.cores(), String.join(" ", machine.features())),
        bars);
  }

  private static boolean isSvg(Path file) {
    return name(file).endsWith(".svg");
  }

  private static String name(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}
