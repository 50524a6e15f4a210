package io.github.yolonas.train.metrics;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.draw.InstalledFonts;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * An evaluation in a folder: {@code report.html}, one page to look at or to send, and the same as
 * files: {@code coco.json}, {@code classes.csv}, {@code confusion.csv}, {@code images.csv}, {@code
 * precision-recall.png}, {@code confusion.png} and {@code sizes.png}. Immutable.
 *
 * @param title the page's heading
 * @param evaluation what it tells
 * @param images where the images are, for pictures of the worst; without, those are only listed
 * @param worst how many of the worst images it shows, 0 or more
 */
public record EvaluationReport(
    String title, DetectionEvaluation evaluation, Optional<EvaluatedImages> images, int worst) {
  private static final int WORST = 12;

  /** Checks the range. */
  public EvaluationReport {
    if (worst < 0) {
      throw new IllegalArgumentException("worst: expected at least 0, found " + worst);
    }
  }

  /** A report without pictures of images, which lists the 12 worst. */
  public static EvaluationReport of(String title, DetectionEvaluation evaluation) {
    return new EvaluationReport(title, evaluation, Optional.empty(), WORST);
  }

  /** The same with pictures of the worst images, found in this folder. */
  public EvaluationReport withImages(Path folder) {
    return withImages(EvaluatedImages.in(folder));
  }

  /** The same with pictures of the worst images. */
  public EvaluationReport withImages(EvaluatedImages where) {
    return new EvaluationReport(title, evaluation, Optional.of(where), worst);
  }

  /**
   * Writes the files, over those of the same names; each is whole or not there.
   *
   * @param folder where to; made if it is not there
   * @return the page
   * @throws ResultWriteException if a file cannot be written
   * @throws IllegalStateException if this JVM finds no font for the charts
   */
  public Path write(Path folder) {
    InstalledFonts.require(new Font(Font.SANS_SERIF, Font.PLAIN, 12), "charts need", "");
    BufferedImage curves = EvaluationCharts.precisionRecall(evaluation.coco());
    BufferedImage confusion = EvaluationCharts.confusion(evaluation.errors().confusion());
    BufferedImage sizes = EvaluationCharts.sizes(sizes());
    ClassTable classes = ClassTable.of(evaluation);
    Path html = folder.resolve("report.html");
    try {
      Files.createDirectories(folder);
      write(folder.resolve("precision-recall.png"), curves);
      write(folder.resolve("confusion.png"), confusion);
      write(folder.resolve("sizes.png"), sizes);
      write(folder.resolve("coco.json"), evaluation.coco().toJson());
      write(folder.resolve("classes.csv"), classes.toCsv());
      write(folder.resolve("confusion.csv"), evaluation.errors().confusion().toCsv());
      write(folder.resolve("images.csv"), ImageErrors.toCsv(evaluation.errors().worstImages()));
      write(html, page(classes, curves, confusion, sizes).toString());
    } catch (IOException e) {
      throw new ResultWriteException(folder + ": the report cannot be written: " + e, e);
    }
    return html;
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, part -> Files.writeString(part, text));
  }

  private static void write(Path file, BufferedImage picture) throws IOException {
    AtomicFile.write(file, part -> ImageIO.write(picture, "png", part.toFile()));
  }

  private HtmlPage page(
      ClassTable classes, BufferedImage curves, BufferedImage confusion, BufferedImage sizes) {
    HtmlPage page = new HtmlPage(title);
    page.paragraph(overview());
    page.heading("COCO").table(List.of("number", "value"), stats());
    page.heading("DetectionMetrics").table(List.of("IoU", "0.50", "0.50 to 0.95"), metrics());
    page.paragraph(thresholds());
    page.heading("Classes").table(ClassTable.HEADS, classes.rows());
    page.heading("Precision and recall");
    page.figure(curves, "png", "Higher and further right is better.");
    page.heading("Confusion");
    page.figure(confusion, "png", "Shades are shares of each row; background is nothing at all.");
    page.heading("Sizes").figure(sizes, "png", "COCO's ranges: 32 × 32 and 96 × 96 pixels.");
    page.table(List.of("size", "objects", "found", "AP", "AR"), sizeRows());
    addWorst(page);
    return page;
  }

  private List<SizeBreakdown> sizes() {
    return evaluation.errors().sizes(evaluation.coco().stats());
  }

  private String overview() {
    return "%d images, %d objects of %d classes, %d detections."
        .formatted(
            evaluation.truth().images().size(),
            evaluation.truth().annotations().size(),
            evaluation.truth().categories().size(),
            evaluation.results().detections().size());
  }

  private String thresholds() {
    return String.format(
        Locale.ROOT,
        "Precision, recall, F1 and all below but the averages are of the detections with a score of"
            + " %.2f or more, which gives the best mean F1, at IoU %.2f.",
        evaluation.errors().scoreThreshold(),
        evaluation.errors().iouThreshold());
  }

  private List<List<String>> stats() {
    List<List<String>> rows = new ArrayList<>();
    for (String line : evaluation.coco().stats().toString().split("\n", -1)) {
      int equals = line.lastIndexOf('=');
      rows.add(List.of(line.substring(0, equals).strip(), line.substring(equals + 1).strip()));
    }
    return rows;
  }

  private List<List<String>> metrics() {
    DetectionMetricsResult a = evaluation.metrics50();
    DetectionMetricsResult b = evaluation.metrics50To95();
    return List.of(
        row("mAP", a.meanAveragePrecision(), b.meanAveragePrecision()),
        row("precision", a.precision(), b.precision()),
        row("recall", a.recall(), b.recall()),
        row("F1", a.f1(), b.f1()),
        row("best score threshold", a.bestScoreThreshold(), b.bestScoreThreshold()));
  }

  private static List<String> row(String name, double a, double b) {
    return List.of(name, ClassTable.number(a), ClassTable.number(b));
  }

  private List<List<String>> sizeRows() {
    return sizes().stream()
        .map(
            size ->
                List.of(
                    size.range().name().toLowerCase(Locale.ROOT),
                    Integer.toString(size.objects()),
                    Integer.toString(size.found()),
                    ClassTable.number(size.averagePrecision()),
                    ClassTable.number(size.averageRecall())))
        .toList();
  }

  private void addWorst(HtmlPage page) {
    page.heading("Worst images");
    List<ImageErrors> shown =
        evaluation.errors().worstImages().stream()
            .filter(image -> image.errors() > 0)
            .limit(worst)
            .toList();
    Optional<WorstImagePictures> pictures =
        images.map(where -> new WorstImagePictures(evaluation, where));
    for (ImageErrors errors : shown) {
      String summary =
          "%s (image %d): %d objects, %d missed, %d false"
              .formatted(
                  errors.image().fileName(),
                  errors.image().id(),
                  errors.objects(),
                  errors.missed(),
                  errors.falseDetections());
      page.paragraph(summary);
      pictures.ifPresent(p -> addPictures(page, p, errors.image()));
    }
  }

  private static void addPictures(HtmlPage page, WorstImagePictures pictures, CocoImage image) {
    RgbImage pixels;
    try {
      pixels = pictures.read(image);
    } catch (ImageReadException e) {
      page.paragraph(String.valueOf(e.getMessage())); // the numbers stand without the picture
      return;
    }
    page.figure(pictures.truth(image, pixels), "jpeg", "truth");
    page.figure(pictures.found(image, pixels), "jpeg", "found");
  }
}
