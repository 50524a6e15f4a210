package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tables of images in one JVM: the plain library's results, row for row. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop writes there with winutils.exe only")
@ExtendWith(NativeLeakExtension.class)
class SparkDetectorTest {
  private static final int IMAGES = 7; // two batches of three, and one that is not full
  private static SparkSession spark;

  @TempDir private static Path folder;
  private static List<Path> images = List.of();
  private static Map<String, ImageDetectionPrediction> expected = Map.of();

  private final SparkDetector detector =
      SparkDetector.sending(TinyModel.CHECKPOINT.toString(), TinyModel.OPTIONS);

  @BeforeAll
  static void start() throws IOException {
    spark = TestSpark.local(2);
    images = Pictures.write(folder.resolve("photos"), IMAGES, 200, 150);
    expected = TinyModel.expected(images);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @AfterEach
  void freeModels() {
    SparkDetector.closeIdleModels();
    assertThat(ExecutorModels.shared().size()).as("models still in use").isZero();
  }

  private static Dataset<Row> binaryFiles(Path where) {
    return spark.read().format("binaryFile").load(where.toUri().toString());
  }

  private static Dataset<Row> table(String column, @Nullable Object... values) {
    return spark.createDataFrame(
        Arrays.stream(values).map(RowFactory::create).toList(),
        new StructType().add(column, DataTypes.StringType));
  }

  @Test
  void binaryFilesBecomeAParquetTable() {
    String table = folder.resolve("found.parquet").toUri().toString();
    detector.detect(binaryFiles(folder.resolve("photos"))).write().parquet(table);
    Dataset<Row> read = spark.read().parquet(table);
    Tables.sameAs(expected, read.collectAsList());
    assertThat(read.selectExpr("explode(detections) as d").selectExpr("d.className").count())
        .isEqualTo(expected.values().stream().mapToLong(e -> e.prediction().size()).sum());
  }

  @Test
  void theModelMayLieOnEachMachine() {
    SparkDetector local =
        SparkDetector.onEachMachine(TinyModel.CHECKPOINT.toAbsolutePath(), TinyModel.OPTIONS);
    Tables.sameAs(expected, local.detect(binaryFiles(folder.resolve("photos"))).collectAsList());
  }

  @Test
  void pathsAreReadByTheExecutors() {
    List<Object> paths = new ArrayList<>();
    images.forEach(image -> paths.add(image.toUri().toString()));
    SparkDetectorOptions named = TinyModel.OPTIONS.withPathColumn("file");
    Dataset<Row> found =
        SparkDetector.sending(TinyModel.CHECKPOINT.toString(), named)
            .detectFiles(table("file", paths.toArray()));
    assertThat(found.schema()).isEqualTo(SparkDetector.schema());
    Tables.sameAs(expected, found.collectAsList());
  }

  @Test
  void badImagesAreRowsWithAnError() throws IOException {
    Path mixed = folder.resolve("mixed");
    Pictures.write(mixed, 2, 200, 150);
    Files.writeString(mixed.resolve("text.jpg"), "no image");
    byte[] whole = Files.readAllBytes(images.get(0));
    Files.write(mixed.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    Map<String, Row> rows = Tables.byName(detector.detect(binaryFiles(mixed)).collectAsList());
    assertThat(rows).hasSize(4);
    for (String bad : List.of("text.jpg", "cut.png")) {
      Row row = Tables.row(rows, bad);
      assertThat(row.<String>getAs("error")).startsWith(row.<String>getAs("path") + ": ");
      assertThat(row.<Object>getAs("detections")).isNull();
      assertThat(row.<Object>getAs("width")).isNull();
    }
    for (String good : List.of("0000.png", "0001.png")) {
      assertThat(Tables.row(rows, good).<String>getAs("error")).as(good).isNull();
    }
  }

  /** Spark's {@code binaryFile} leaves out files without a byte; a table of paths does not. */
  @Test
  void anEmptyFileIsARowWithAnErrorIfItsPathIsGiven() throws IOException {
    Path parent = Files.createDirectory(folder.resolve("empty"));
    Path empty = Files.write(parent.resolve("empty.png"), new byte[0]);
    assertThat(binaryFiles(parent).count()).isZero();
    String path = empty.toUri().toString();
    List<Row> rows = detector.detectFiles(table("path", path)).collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<String>getAs("error")).startsWith(path + ": ");
  }

  @Test
  void pathsThatLeadNowhereAreRowsWithAnError() {
    String missing = folder.resolve("missing.png").toUri().toString();
    String directory = folder.toUri().toString();
    Dataset<Row> paths =
        table("path", missing, directory, "", "nosuch://host/a.png", null, "http:// a b");
    List<Row> rows = detector.detectFiles(paths).collectAsList();
    assertThat(rows).hasSize(6);
    assertThat(rows).allSatisfy(row -> assertThat(row.<String>getAs("error")).isNotBlank());
    assertThat(rows.get(0).<String>getAs("error")).startsWith(missing + ": no such file");
    assertThat(rows.get(4).<String>getAs("error")).isEqualTo("path: expected a string, found null");
  }

  @Test
  void aFileThatIsTooLargeIsNotReadToItsEnd() {
    SparkDetectorOptions small =
        SparkDetectorOptions.of(
            YoloNasOptions.builder()
                .imageReading(ImageReadOptions.defaults().withMaxBytes(100))
                .build());
    SparkDetector strict = SparkDetector.sending(TinyModel.CHECKPOINT.toString(), small);
    String path = images.get(0).toUri().toString();
    List<Row> rows = strict.detectFiles(table("path", path)).collectAsList();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).<String>getAs("error")).startsWith(path).contains("more than 100 bytes");
  }

  @Test
  void aRowWithoutContentIsARowWithAnError() {
    Dataset<Row> rows =
        table("path", "a.png", null).selectExpr("path", "cast(null as binary) as content");
    assertThat(detector.detect(rows).select("error").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly(
            "a.png: no content (null); expected an image file's",
            "path: expected a string, found null");
  }

  @Test
  void anEmptyTableNeedsNoModel() {
    SparkDetector absent = SparkDetector.onEachMachine(Path.of("no such.pth"), TinyModel.OPTIONS);
    assertThat(absent.detectFiles(table("path")).collectAsList()).isEmpty();
  }

  @Test
  void columnsOfOtherTypesAreRefused() {
    Dataset<Row> text = table("path", "a.png").selectExpr("path", "'x' as content", "1 as number");
    assertThatThrownBy(() -> detector.detect(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column content: expected binary, found string");
    SparkDetectorOptions wrong = SparkDetectorOptions.defaults().withPathColumn("number");
    String model = TinyModel.CHECKPOINT.toString();
    assertThatThrownBy(() -> SparkDetector.sending(model, wrong).detectFiles(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column number: expected string, found int");
  }

  @Test
  void whatIsWrongWithTheModelFailsTheJob() {
    Dataset<Row> files = binaryFiles(folder.resolve("photos"));
    SparkDetector missing = SparkDetector.sending("no such.pth", TinyModel.OPTIONS);
    assertThatThrownBy(() -> missing.detect(files))
        .hasMessageStartingWith("no such.pth: expected a checkpoint that the driver can read");
    SparkDetector absent = SparkDetector.onEachMachine(Path.of("no such.pth"), TinyModel.OPTIONS);
    assertThatThrownBy(() -> absent.detect(files).collectAsList())
        .hasStackTraceContaining("no such.pth: expected a checkpoint on this machine");
    SparkDetectorOptions unknown =
        SparkDetectorOptions.of(
            YoloNasOptions.builder()
                .predict(PredictOptions.builder().classes("unicorn").build())
                .build());
    SparkDetector picky = SparkDetector.sending(TinyModel.CHECKPOINT.toString(), unknown);
    assertThatThrownBy(() -> picky.detect(files).collectAsList())
        .hasStackTraceContaining("unicorn");
  }
}
