package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two classes, cat and dog, on one image unless said otherwise; all boxes are 50 × 50. */
class ErrorAnalysisTest {
  private static final long CAT = 3;
  private static final long DOG = 8;
  private static final int NONE = 2;

  private final List<CocoAnnotation> truth = new ArrayList<>();
  private final List<CocoDetection> found = new ArrayList<>();

  private void object(long category, double left) {
    truth.add(new CocoAnnotation(1, category, box(left), 2500, false));
  }

  private void crowd(long category, double left) {
    truth.add(new CocoAnnotation(1, category, new CocoBox(left, 0, 200, 200), 40_000, true));
  }

  private void detection(long category, double left, double score) {
    found.add(new CocoDetection(1, category, box(left), score));
  }

  private static CocoBox box(double left) {
    return new CocoBox(left, 0, 50, 50);
  }

  private ErrorAnalysis analyse() {
    return ErrorAnalysis.of(truth(), new CocoResults(found), 0.5, 0.3);
  }

  private CocoGroundTruth truth() {
    return new CocoGroundTruth(
        List.of(new CocoImage(1, "a.png", 640, 480), new CocoImage(2, "b.png", 640, 480)),
        List.of(new CocoCategory(CAT, "cat"), new CocoCategory(DOG, "dog")),
        truth);
  }

  /** Rows of the matrix, such as {@code 1 0 0 / 0 1 0 / 0 0 0}. */
  private static String rows(ConfusionMatrix matrix) {
    List<String> rows = new ArrayList<>();
    for (int t = 0; t <= matrix.background(); t++) {
      rows.add(matrix.count(t, 0) + " " + matrix.count(t, 1) + " " + matrix.count(t, NONE));
    }
    return String.join(" / ", rows);
  }

  @Test
  void rightOnesAreOnTheDiagonal() {
    object(CAT, 0);
    object(DOG, 100);
    detection(CAT, 0, 0.9);
    detection(DOG, 110, 0.9);
    assertThat(rows(analyse().confusion())).isEqualTo("1 0 0 / 0 1 0 / 0 0 0");
    assertThat(analyse().worstImages()).allSatisfy(image -> assertThat(image.errors()).isZero());
  }

  @Test
  void aDogTakenForACatIsMissedAndFalse() {
    object(DOG, 0);
    detection(CAT, 0, 0.9);
    assertThat(rows(analyse().confusion())).isEqualTo("0 0 0 / 1 0 0 / 0 0 0");
    assertThat(analyse().worstImages().get(0))
        .isEqualTo(new ImageErrors(truth().images().get(0), 1, 1, 1));
  }

  @Test
  void itsOwnClassGoesFirstEvenIfLessSure() {
    object(DOG, 0);
    detection(CAT, 0, 0.9);
    detection(DOG, 0, 0.4);
    assertThat(rows(analyse().confusion())).isEqualTo("0 0 0 / 0 1 0 / 1 0 0");
  }

  @Test
  void oneObjectIsFoundOnce() {
    object(CAT, 0);
    detection(CAT, 1, 0.8);
    detection(CAT, 0, 0.9);
    assertThat(rows(analyse().confusion())).isEqualTo("1 0 0 / 0 0 0 / 1 0 0");
  }

  @Test
  void theSurerOneChoosesTheCloserObject() {
    object(CAT, 0);
    object(CAT, 20);
    detection(CAT, 12, 0.9);
    detection(CAT, 0, 0.8);
    assertThat(rows(analyse().confusion())).isEqualTo("2 0 0 / 0 0 0 / 0 0 0");
  }

  @Test
  void lowScoresAndOtherClassesAreNotSeen() {
    object(CAT, 0);
    detection(CAT, 0, 0.29);
    found.add(new CocoDetection(1, 77, box(0), 0.9));
    truth.add(new CocoAnnotation(1, 77, box(300), 2500, false));
    assertThat(rows(analyse().confusion())).isEqualTo("0 0 1 / 0 0 0 / 0 0 0");
  }

  @Test
  void crowdsForgiveTheirOwnClassAlone() {
    crowd(CAT, 0);
    detection(CAT, 10, 0.9);
    detection(CAT, 60, 0.9);
    detection(DOG, 10, 0.9);
    assertThat(rows(analyse().confusion())).isEqualTo("0 0 0 / 0 0 0 / 0 1 0");
    assertThat(analyse().worstImages().get(0).objects()).isZero();
  }

  @Test
  void whatLiesInACrowdOfItsClassIsTakenForNothingElse() {
    crowd(CAT, 0);
    object(DOG, 175); // half of it lies in the crowd, which is as much as it takes
    detection(CAT, 175, 0.9);
    assertThat(rows(analyse().confusion())).isEqualTo("0 0 0 / 0 0 1 / 0 0 0");
  }

  @Test
  void aCrowdElsewhereForgivesNothing() {
    crowd(CAT, 300);
    object(DOG, 0);
    detection(CAT, 0, 0.9);
    assertThat(rows(analyse().confusion())).isEqualTo("0 0 0 / 1 0 0 / 0 0 0");
  }

  @Test
  void anOverlapEqualToTheThresholdIsEnough() {
    object(CAT, 0);
    detection(CAT, 0, 0.9);
    ErrorAnalysis exact = ErrorAnalysis.of(truth(), new CocoResults(found), 1, 0.3);
    assertThat(rows(exact.confusion())).isEqualTo("1 0 0 / 0 0 0 / 0 0 0");
  }

  @Test
  void theWorstImageComesFirst() {
    object(CAT, 0);
    truth.add(new CocoAnnotation(2, CAT, box(0), 2500, false));
    truth.add(new CocoAnnotation(2, CAT, box(100), 2500, false));
    List<ImageErrors> worst = analyse().worstImages();
    assertThat(worst).extracting(errors -> errors.image().id()).containsExactly(2L, 1L);
    assertThat(ImageErrors.toCsv(worst))
        .isEqualTo("image_id,file_name,objects,missed,false\n2,b.png,2,2,0\n1,a.png,1,1,0\n");
  }

  @Test
  void sizesAreCounted() {
    object(CAT, 0);
    object(DOG, 100);
    truth.add(new CocoAnnotation(1, CAT, box(200), 1024, false));
    detection(CAT, 0, 0.9);
    detection(CAT, 100, 0.9);
    CocoStats stats = CocoEvaluator.evaluate(truth(), new CocoResults(found)).stats();
    assertThat(analyse().sizes(stats))
        .containsExactly(
            new SizeBreakdown(AreaRange.ALL, 3, 1, stats.ap(), stats.ar100()),
            new SizeBreakdown(AreaRange.SMALL, 1, 0, 0, 0),
            new SizeBreakdown(AreaRange.MEDIUM, 3, 1, stats.apMedium(), stats.arMedium()),
            new SizeBreakdown(AreaRange.LARGE, 0, 0, -1, -1));
  }

  @Test
  void theMatrixIsATable() {
    object(DOG, 0);
    detection(CAT, 0, 0.9);
    ConfusionMatrix matrix = analyse().confusion();
    assertThat(matrix.toCsv())
        .isEqualTo(
            """
            truth \\ found,cat,dog,background
            cat,0,0,0
            dog,1,0,0
            background,0,0,0
            """);
    assertThat(matrix.truthTotal(1)).isOne();
    assertThat(matrix.classNames()).containsExactly("cat", "dog");
  }

  @Test
  void thresholdsOutOfRangeAreRefused() {
    CocoResults none = new CocoResults(List.of());
    assertThatThrownBy(() -> ErrorAnalysis.of(truth(), none, 0, 0.5))
        .hasMessage("iouThreshold: expected above 0 to 1, found 0.0");
    assertThatThrownBy(() -> ErrorAnalysis.of(truth(), none, 0.5, Double.NaN))
        .hasMessage("scoreThreshold: expected a number, found NaN");
  }
}
