package io.github.yolonas.bench;

import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.CategoryStyler;

/** A report as a picture: a bar for each contender, its height the milliseconds of a pass. */
final class ReportChart {
  static final int WIDTH = 960;
  static final int HEIGHT = 540;

  private static final Color OURS = new Color(0x0B6E99);
  private static final Color OTHERS = new Color(0xA9B4BE);
  private static final Color INK = new Color(0x24292F);

  private ReportChart() {}

  /** Whether a chart can be written to a file of this name. */
  static boolean isWritable(Path file) {
    return isSvg(file) || name(file).endsWith(".png");
  }

  /** Writes SVG or PNG, as the name's ending says. */
  static void write(Report report, Path file) throws IOException {
    CategoryChart chart = chart(report);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      if (isSvg(file)) {
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
      } else {
        BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
      }
    }
  }

  private static boolean isSvg(Path file) {
    return name(file).endsWith(".svg");
  }

  private static String name(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  private static CategoryChart chart(Report report) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(report.workload().title())
            .xAxisTitle(report.machine().cpu())
            .yAxisTitle("milliseconds a pass, less is better")
            .build();
    style(chart.getStyler());
    List<Result> measured =
        report.results().stream().filter(result -> result.milliseconds().isPresent()).toList();
    String ourName = report.results().get(0).name();
    List<String> titles = measured.stream().map(Result::title).toList();
    addBars(chart, "yolonas", OURS, titles, medians(measured, ourName, true));
    addBars(chart, "others", OTHERS, titles, medians(measured, ourName, false));
    return chart;
  }

  private static void style(CategoryStyler styler) {
    styler
        .setOverlapped(true)
        .setAvailableSpaceFill(0.6)
        .setLabelsVisible(true)
        .setLabelsPosition(1.0)
        .setLabelsFont(new Font(Font.SANS_SERIF, Font.BOLD, 13))
        .setLabelsFontColor(INK);
    styler
        .setYAxisMin(0.0)
        .setYAxisDecimalPattern("#,##0.#")
        .setPlotGridVerticalLinesVisible(false)
        .setAxisTicksMarksVisible(false)
        .setPlotGridLinesColor(new Color(0xE3E7EA));
    styler
        .setLegendVisible(false)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartFontColor(INK);
  }

  /** One side's bars; the other side's places stay empty. */
  private static List<Double> medians(List<Result> results, String name, boolean ours) {
    List<Double> medians = new ArrayList<>();
    for (Result result : results) {
      boolean shown = result.name().equals(name) == ours;
      medians.add(shown ? result.milliseconds().map(Quartiles::median).orElse(null) : null);
    }
    return medians;
  }

  private static void addBars(
      CategoryChart chart, String name, Color color, List<String> titles, List<Double> medians) {
    if (medians.stream().anyMatch(median -> median != null)) {
      chart.addSeries(name, titles, medians).setFillColor(color);
    }
  }
}
