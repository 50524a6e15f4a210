package io.github.yolonas.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Detects objects on the images of a Spark table, wherever its executors run.
 *
 * <pre>{@code
 * SparkDetector detector =
 *     SparkDetector.sending("model.pth", SparkDetectorOptions.defaults());
 * Dataset<Row> images = spark.read().format("binaryFile").load("photos");
 * detector.detect(images).write().parquet("detections");
 * }</pre>
 *
 * <p>The result has exactly one row for each row that came in, in the same partition and order:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><th>name<th>type<th>what
 * <tr><td>{@code path}<td>string<td>the image's path, as it came
 * <tr><td>{@code width}, {@code height}<td>int<td>of the image as displayed, in pixels; null with
 *     an error
 * <tr><td>{@code detections}<td>array of struct<td>best first; empty if nothing was found, null
 *     with an error. Fields: {@code label} int, {@code className} string, {@code score} float,
 *     {@code x1}, {@code y1}, {@code x2}, {@code y2} float, in pixels of the image as displayed
 * <tr><td>{@code error}<td>string<td>null, or why there is no result: the image cannot be read, or
 *     the network fails on it alone
 * </table>
 *
 * <p>An image never fails the job. What does: a model that cannot be loaded, a class name that is
 * not the model's, a machine on which the model fails on any image.
 *
 * <p>An executor loads the model once, for the first task that needs it, and all its tasks share
 * it. Nothing is computed before an action asks for rows, and a lost task is computed again, so a
 * result that is used twice should be written or persisted. Works on streams too.
 *
 * <p>Immutable and thread-safe. Nothing native is loaded where only the driver runs.
 */
public final class SparkDetector {
  private final String model;
  private final boolean sent;
  private final SparkDetectorOptions options;

  private SparkDetector(String model, boolean sent, SparkDetectorOptions options) {
    this.model = model;
    this.sent = sent;
    this.options = options;
  }

  /**
   * With a checkpoint that the driver reads, and sends to each executor once.
   *
   * @param checkpoint a file of the driver's, or an address of any file system of Hadoop's. It is
   *     read whenever {@code detect} is called, and held on the heap of driver and executors.
   */
  public static SparkDetector sending(String checkpoint, SparkDetectorOptions options) {
    return new SparkDetector(checkpoint, true, options);
  }

  /**
   * With a checkpoint that lies on every machine already, in a shared folder or a container's
   * image.
   *
   * @param checkpoint its path, the same everywhere; relative ones are to an executor's folder.
   *     What changes is loaded anew by the next task.
   */
  public static SparkDetector onEachMachine(Path checkpoint, SparkDetectorOptions options) {
    return new SparkDetector(checkpoint.toString(), false, options);
  }

  /**
   * Detects objects on images whose bytes are in the table, such as those of Spark's {@code
   * binaryFile} source.
   *
   * @param images with a column of paths and one of contents, by default {@code path} (string) and
   *     {@code content} (binary); others are ignored
   * @return the columns above
   * @throws IllegalArgumentException if one of the columns has another type
   */
  public Dataset<Row> detect(Dataset<Row> images) {
    Dataset<Row> needed =
        images.select(images.col(options.pathColumn()), images.col(options.contentColumn()));
    require(needed, 0, options.pathColumn(), StringType.class, "string");
    require(needed, 1, options.contentColumn(), BinaryType.class, "binary");
    return detect(needed, RowReader.ofContents());
  }

  /**
   * Detects objects on images that the executors read themselves, through Hadoop's file systems.
   *
   * @param table with a column of paths, by default {@code path} (string), such as {@code
   *     s3a://bucket/a.jpg}; others are ignored
   * @return the columns above
   * @throws IllegalArgumentException if the column has another type
   */
  public Dataset<Row> detectFiles(Dataset<Row> table) {
    Dataset<Row> needed = table.select(table.col(options.pathColumn()));
    require(needed, 0, options.pathColumn(), StringType.class, "string");
    SerializableConfiguration files =
        new SerializableConfiguration(table.sparkSession().sparkContext().hadoopConfiguration());
    return detect(needed, RowReader.ofPaths(files, options.model().imageReading().maxBytes()));
  }

  /** The columns of the results. */
  public static StructType schema() {
    return DetectionRows.IMAGE;
  }

  /**
   * Frees the models of this JVM that no task uses: where the driver computes itself ({@code
   * local[*]}) and goes on to other things. Executors free theirs when they end.
   */
  public static void closeIdleModels() {
    ExecutorModels.shared().closeIdle(0);
  }

  private Dataset<Row> detect(Dataset<Row> needed, RowReader reader) {
    return needed.mapPartitions(
        new PartitionDetector(
            source(needed.sparkSession().sparkContext()),
            PortableOptions.of(options.model()),
            reader),
        Encoders.row(schema()));
  }

  private ModelSource source(SparkContext context) {
    if (!sent) {
      return new ModelSource.OnEachMachine(model);
    }
    byte[] content = read(context);
    return new ModelSource.Sent(
        model, sha256(content), JavaSparkContext.fromSparkContext(context).broadcast(content));
  }

  private byte[] read(SparkContext context) {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(model);
    try (InputStream in =
        (file.toUri().getScheme() == null)
            ? Files.newInputStream(Path.of(model))
            : file.getFileSystem(context.hadoopConfiguration()).open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(
          model + ": expected a checkpoint that the driver can read, found none: " + e, e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }

  private static void require(
      Dataset<Row> table, int index, String name, Class<? extends DataType> type, String typeName) {
    DataType found = table.schema().fields()[index].dataType();
    if (!type.isInstance(found)) {
      throw new IllegalArgumentException(
          "column %s: expected %s, found %s".formatted(name, typeName, found.simpleString()));
    }
  }
}
