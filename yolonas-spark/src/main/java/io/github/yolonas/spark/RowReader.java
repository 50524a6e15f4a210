package io.github.yolonas.spark;

import io.github.yolonas.preprocess.ImageSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/** Makes an image of a row. Never throws because of what is in the row. */
@FunctionalInterface
interface RowReader extends Serializable {

  /**
   * Makes an image of a row.
   *
   * @param row its first column is the path
   */
  ImageRow read(Row row);

  /** For rows whose second column has the bytes of the file. */
  static RowReader ofContents() {
    return row -> {
      if (row.isNullAt(0)) {
        return withoutPath();
      }
      String path = row.getString(0);
      return row.isNullAt(1)
          ? new ImageRow.Unreadable(path, path + ": no content (null); expected an image file's")
          : new ImageRow.Encoded(path, ImageSource.of(row.<byte[]>getAs(1), path));
    };
  }

  /**
   * For rows of paths alone, which Hadoop's file systems open: {@code file:}, {@code hdfs:}, {@code
   * s3a:} …
   *
   * @param files how, such as where a path without a scheme lies
   * @param maxBytes the most that one file may have
   */
  static RowReader ofPaths(SerializableConfiguration files, long maxBytes) {
    return row -> {
      if (row.isNullAt(0)) {
        return withoutPath();
      }
      String path = row.getString(0);
      try {
        return new ImageRow.Encoded(path, ImageSource.of(read(path, files, maxBytes), path));
      } catch (FileNotFoundException e) {
        return new ImageRow.Unreadable(path, path + ": no such file: " + e.getMessage());
      } catch (IOException | IllegalArgumentException e) { // the latter: not a path at all
        return new ImageRow.Unreadable(path, path + ": cannot be read: " + e.getMessage());
      }
    };
  }

  private static byte[] read(String path, SerializableConfiguration files, long maxBytes)
      throws IOException {
    Path file = new Path(path);
    int limit = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16); // room for one more, in an array
    try (InputStream in = file.getFileSystem(files.value()).open(file)) {
      byte[] content = in.readNBytes(limit + 1);
      if (content.length > limit) {
        throw new IOException("more than " + limit + " bytes; expected no more (maxBytes)");
      }
      return content;
    }
  }

  private static ImageRow withoutPath() {
    return new ImageRow.Unreadable(null, "path: expected a string, found null");
  }
}
