package io.github.yolonas.train.metrics;

import java.awt.Color;
import java.awt.Font;
import java.awt.Paint;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** A confusion matrix as a plot: each row is shaded by the shares of its total. */
final class ConfusionPlot {
  private static final int MOST_WITH_COUNTS = 20;
  private static final int LEAST_SIDE = 600;
  private static final int MOST_SIDE = 1600;
  private static final int CELL = 16;
  private static final double DARK = 0.55;

  private ConfusionPlot() {}

  /** How large it should be drawn, in pixels. */
  static int side(ConfusionMatrix matrix) {
    return Math.min(MOST_SIDE, LEAST_SIDE + CELL * matrix.background());
  }

  static XYPlot of(ConfusionMatrix matrix) {
    DefaultXYZDataset shares = new DefaultXYZDataset();
    shares.addSeries("shares", shares(matrix));
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(new Shades());
    renderer.setDefaultSeriesVisibleInLegend(false);
    SymbolAxis truth = axis("truth", matrix);
    truth.setInverted(true);
    SymbolAxis found = axis("found", matrix);
    found.setVerticalTickLabels(matrix.background() > 5);
    XYPlot plot = new XYPlot(shares, found, truth, renderer);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    if (matrix.background() <= MOST_WITH_COUNTS) {
      addCounts(plot, matrix);
    }
    return plot;
  }

  private static SymbolAxis axis(String label, ConfusionMatrix matrix) {
    SymbolAxis axis =
        new SymbolAxis(
            label,
            IntStream.rangeClosed(0, matrix.background())
                .mapToObj(matrix::name)
                .toArray(String[]::new));
    axis.setGridBandsVisible(false);
    axis.setLowerMargin(0);
    axis.setUpperMargin(0);
    axis.setRange(-0.5, matrix.background() + 0.5);
    return axis;
  }

  private static double[][] shares(ConfusionMatrix matrix) {
    int side = matrix.background() + 1;
    double[][] xyz = new double[3][side * side];
    int i = 0;
    for (int truth = 0; truth < side; truth++) {
      for (int found = 0; found < side; found++) {
        xyz[0][i] = found;
        xyz[1][i] = truth;
        xyz[2][i++] = share(matrix, truth, found);
      }
    }
    return xyz;
  }

  private static double share(ConfusionMatrix matrix, int truth, int found) {
    return (double) matrix.count(truth, found) / Math.max(1, matrix.truthTotal(truth));
  }

  private static void addCounts(XYPlot plot, ConfusionMatrix matrix) {
    for (int truth = 0; truth <= matrix.background(); truth++) {
      for (int found = 0; found <= matrix.background(); found++) {
        if (matrix.count(truth, found) > 0) {
          XYTextAnnotation text =
              new XYTextAnnotation(Integer.toString(matrix.count(truth, found)), found, truth);
          text.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
          text.setPaint(share(matrix, truth, found) > DARK ? Color.WHITE : Color.BLACK);
          plot.addAnnotation(text);
        }
      }
    }
  }

  /** From white for none to dark blue for all. */
  private static final class Shades implements PaintScale {
    @Override
    public double getLowerBound() {
      return 0;
    }

    @Override
    public double getUpperBound() {
      return 1;
    }

    @Override
    public Paint getPaint(double share) {
      float s = (float) Math.max(0, Math.min(1, share));
      return new Color(1 - 0.9f * s, 1 - 0.7f * s, 1 - 0.4f * s);
    }
  }
}
