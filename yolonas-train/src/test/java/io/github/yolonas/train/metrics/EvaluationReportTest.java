package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.testing.NativeLeakExtension;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class EvaluationReportTest {
  /** A name that would be a script if it were not escaped. */
  private static final String HOSTILE = "<script>alert('1')</script>\"&,";

  @TempDir private Path folder;

  @Test
  void thePageNeedsNothingButItself() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    ImageIO.write(
        new BufferedImage(900, 300, BufferedImage.TYPE_INT_RGB),
        "png",
        images.resolve("a.png").toFile());
    Path html =
        EvaluationReport.of("Test of " + HOSTILE, evaluation())
            .withImages(images)
            .write(folder.resolve("new/report"));
    String page = Files.readString(html);
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .doesNotContain("<script")
        .doesNotContain("src=\"http")
        .doesNotContain("href=")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;,");
    assertThat(page.split("src=\"data:image/png;base64,", -1)).hasSize(1 + 3);
    assertThat(page.split("src=\"data:image/jpeg;base64,", -1)).hasSize(1 + 2);
    assertThat(page).contains("a.png (image 7): 2 objects, 1 missed, 1 false");
    assertThat(page).contains("gone.png").contains("1 objects, 1 missed, 0 false");
  }

  @Test
  void theNumbersAreThereAsFiles() throws IOException {
    Path html = EvaluationReport.of("Test", evaluation()).write(folder);
    assertThat(folder)
        .isDirectoryContaining("glob:**/{precision-recall,confusion,sizes}.png")
        .isDirectoryContaining("glob:**/classes.csv");
    assertThat(new ObjectMapper().readTree(folder.resolve("coco.json").toFile()).get("stats"))
        .hasSize(12);
    assertThat(Files.readString(folder.resolve("images.csv")))
        .isEqualTo("image_id,file_name,objects,missed,false\n7,a.png,2,1,1\n9,gone.png,1,1,0\n");
    assertThat(Files.readString(folder.resolve("confusion.csv")))
        .contains("\"<script>alert('1')</script>\"\"&,\"");
    assertThat(Files.readAllLines(folder.resolve("classes.csv"))).hasSize(3);
    assertThat(Files.readString(html)).doesNotContain("image/jpeg");
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    EvaluationReport report = EvaluationReport.of("Test", evaluation());
    assertThatThrownBy(() -> report.write(file))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> new EvaluationReport("", evaluation(), Optional.empty(), -1))
        .hasMessage("worst: expected at least 0, found -1");
  }

  @Test
  void aPerfectClassFillsItsCurve() {
    BufferedImage picture = EvaluationCharts.precisionRecall(evaluation().coco());
    assertThat(picture.getWidth()).isEqualTo(800);
    assertThat(colours(picture)).isGreaterThan(10);
    BufferedImage bars =
        EvaluationCharts.sizes(evaluation().errors().sizes(evaluation().coco().stats()));
    assertThat(colours(bars)).isGreaterThan(10);
  }

  /** Eighty classes and none have to fit, too. */
  @Test
  void manyClassesAndEmptyDataCanBeDrawn() {
    List<CocoCategory> many =
        LongStream.range(0, 80).mapToObj(i -> new CocoCategory(i * 3, "class " + i)).toList();
    List<CocoImage> images = List.of(new CocoImage(1, "", 0, 0));
    List<CocoAnnotation> objects =
        many.stream().map(c -> annotation(1, c.id(), 10.0 * c.id())).toList();
    DetectionEvaluation evaluation =
        DetectionEvaluation.of(
            new CocoGroundTruth(images, many, objects), new CocoResults(List.of()));
    BufferedImage matrix = EvaluationCharts.confusion(evaluation.errors().confusion());
    assertThat(matrix.getWidth()).isEqualTo(matrix.getHeight()).isBetween(1000, 2000);
    assertThat(colours(EvaluationCharts.precisionRecall(evaluation.coco()))).isGreaterThan(1);
    DetectionEvaluation empty =
        DetectionEvaluation.of(
            new CocoGroundTruth(images, many, List.of()), new CocoResults(List.of()));
    assertThat(Files.exists(EvaluationReport.of("Empty", empty).write(folder))).isTrue();
    assertThat(empty.coco().stats().toArray()).containsOnly(-1);
  }

  private static long colours(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth() * picture.getHeight())
        .map(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()))
        .filter(rgb -> rgb != Color.WHITE.getRGB())
        .distinct()
        .count();
  }

  private static DetectionEvaluation evaluation() {
    CocoGroundTruth truth =
        new CocoGroundTruth(
            List.of(new CocoImage(7, "a.png", 900, 300), new CocoImage(9, "gone.png", 90, 90)),
            List.of(new CocoCategory(3, "star"), new CocoCategory(5, HOSTILE)),
            List.of(annotation(7, 3, 0), annotation(7, 5, 200), annotation(9, 5, 0)));
    return DetectionEvaluation.of(
        truth,
        new CocoResults(
            List.of(new CocoDetection(7, 3, box(0), 0.9), new CocoDetection(7, 3, box(201), 0.9))));
  }

  private static CocoAnnotation annotation(long image, long category, double left) {
    return new CocoAnnotation(image, category, box(left), 2500, false);
  }

  private static CocoBox box(double left) {
    return new CocoBox(left, 20, 50, 50);
  }
}
