package io.github.yolonas.train.metrics;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** An evaluation as pictures, for reports and papers. No window is opened. */
public final class EvaluationCharts {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 500;
  private static final int MOST_IN_LEGEND = 12;
  private static final Color GRID = new Color(0xdddddd);
  private static final Color FAINT = new Color(0x55, 0x77, 0x99, 70);
  private static final BasicStroke THIN = new BasicStroke(1.3f);
  private static final BasicStroke THICK = new BasicStroke(3f);

  private EvaluationCharts() {}

  /**
   * Precision over recall at IoU 0.50: a line for each category with objects, and their mean. Up to
   * twelve categories have colours and names.
   *
   * @return 800 × 500 pixels
   */
  public static BufferedImage precisionRecall(CocoEvaluation evaluation) {
    List<CocoCategory> present =
        evaluation.categories().stream()
            .filter(category -> !evaluation.curve(category.id()).precision().isEmpty())
            .toList();
    boolean named = present.size() <= MOST_IN_LEGEND;
    XYSeriesCollection lines = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    XYSeries mean = new XYSeries("mean of the classes");
    for (int r = 0; r < CocoGrid.RECALL.length && !present.isEmpty(); r++) {
      int recall = r;
      mean.add(
          CocoGrid.RECALL[r],
          present.stream()
              .mapToDouble(c -> evaluation.curve(c.id()).precision().get(recall))
              .average()
              .orElse(0));
    }
    add(lines, renderer, mean, Color.BLACK, THICK, true);
    for (int i = 0; i < present.size(); i++) {
      CocoCategory category = present.get(i);
      List<Double> precision = evaluation.curve(category.id()).precision();
      XYSeries line = new XYSeries(category.id() + " " + category.name());
      for (int r = 0; r < precision.size(); r++) {
        line.add(CocoGrid.RECALL[r], precision.get(r));
      }
      add(lines, renderer, line, named ? color(i, present.size()) : FAINT, THIN, named);
    }
    XYPlot plot = new XYPlot(lines, unitAxis("recall"), unitAxis("precision"), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    return picture("Precision and recall at IoU 0.50", new JFreeChart(plot), WIDTH, HEIGHT);
  }

  private static void add(
      XYSeriesCollection lines,
      XYLineAndShapeRenderer renderer,
      XYSeries line,
      Color color,
      BasicStroke stroke,
      boolean named) {
    int index = lines.getSeriesCount();
    lines.addSeries(line);
    renderer.setSeriesPaint(index, color);
    renderer.setSeriesStroke(index, stroke);
    renderer.setSeriesVisibleInLegend(index, named);
  }

  private static Color color(int index, int count) {
    return Color.getHSBColor((float) index / count, 0.8f, index % 2 == 0 ? 0.8f : 0.55f);
  }

  /**
   * Which classes were taken for which, as shares of what they are; with counts if there are at
   * most 20 classes.
   *
   * @return a square, larger with more classes
   */
  public static BufferedImage confusion(ConfusionMatrix matrix) {
    return picture(
        "Confusion (rows: truth, columns: found)",
        new JFreeChart(ConfusionPlot.of(matrix)),
        ConfusionPlot.side(matrix),
        ConfusionPlot.side(matrix));
  }

  /**
   * Average precision and recall for each range of sizes; ranges without objects have no bars.
   *
   * @return 800 × 500 pixels
   */
  public static BufferedImage sizes(List<SizeBreakdown> sizes) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (SizeBreakdown size : sizes) {
      String name =
          "%s (%d)".formatted(size.range().name().toLowerCase(Locale.ROOT), size.objects());
      bars.addValue(Math.max(0, size.averagePrecision()), "average precision", name);
      bars.addValue(Math.max(0, size.averageRecall()), "average recall", name);
    }
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setMaximumBarWidth(0.08);
    renderer.setItemMargin(0.04);
    renderer.setSeriesPaint(0, new Color(0x33, 0x66, 0x99));
    renderer.setSeriesPaint(1, new Color(0xee, 0x99, 0x33));
    CategoryPlot plot =
        new CategoryPlot(bars, new CategoryAxis("size (objects)"), unitAxis(""), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(GRID);
    return picture("By size, IoU 0.50 to 0.95", new JFreeChart(plot), WIDTH, HEIGHT);
  }

  private static NumberAxis unitAxis(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setRange(0, 1.005);
    return axis;
  }

  private static BufferedImage picture(String title, JFreeChart chart, int width, int height) {
    chart.setTitle(title);
    chart.getTitle().setFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    chart.setBackgroundPaint(Color.WHITE);
    return chart.createBufferedImage(width, height, BufferedImage.TYPE_INT_RGB, null);
  }
}
