package io.github.yolonas.format;

import io.github.yolonas.postprocess.Detection;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Comma-separated values (RFC 4180), a line for each object:
 *
 * <pre>
 * image,width,height,label,class,score,x1,y1,x2,y2
 * a.jpg,640,480,3,star,0.91,12.5,30,100.25,140
 * empty.jpg,640,480,,,,,,,
 * </pre>
 *
 * <p>The last is an image in which there is nothing. Numbers are the shortest decimals that read
 * back as the same float. Names are written as they are, for programs: a spreadsheet would compute
 * one that begins with {@code =}, so import those of strangers as text.
 *
 * <p>A reader takes the columns in any order, more columns than these, and rows in any order, for
 * which it holds all objects at once. Without a column {@code score} they are known objects, of
 * confidence 1. Crowds are not told from others.
 */
public record CsvFormat() implements DetectionFormat {

  @Override
  public DetectionWriter writer(Writer out) {
    Lines lines = new Lines(out);
    lines.write(row(CsvColumns.NAMES));
    return new DetectionWriter() {
      @Override
      public void write(AnnotatedImage image) {
        rows(image).forEach(row -> lines.write(row(row)));
      }

      @Override
      public void close() {
        lines.flush();
      }
    };
  }

  private static List<List<String>> rows(AnnotatedImage image) {
    List<List<String>> rows = new ArrayList<>();
    for (Annotation annotation : image.annotations()) {
      Detection d = annotation.object();
      List<String> row = begin(image);
      Collections.addAll(
          row,
          Integer.toString(d.label()),
          d.className(),
          Decimals.shortest(d.confidence()),
          Decimals.shortest(d.box().x1()),
          Decimals.shortest(d.box().y1()),
          Decimals.shortest(d.box().x2()),
          Decimals.shortest(d.box().y2()));
      rows.add(row);
    }
    if (rows.isEmpty()) {
      List<String> row = begin(image);
      row.addAll(Collections.nCopies(CsvColumns.NAMES.size() - row.size(), ""));
      rows.add(row);
    }
    return rows;
  }

  private static List<String> begin(AnnotatedImage image) {
    return new ArrayList<>(
        List.of(
            image.name(),
            Integer.toString(image.shape().width()),
            Integer.toString(image.shape().height())));
  }

  private static String row(List<String> fields) {
    return String.join(",", fields.stream().map(CsvFormat::field).toList()) + "\r\n";
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void read(String name, Reader in, Consumer<? super AnnotatedImage> images) {
    try {
      CsvRecords records = new CsvRecords(name, in);
      CsvColumns columns =
          new CsvColumns(
              records
                  .next()
                  .orElseThrow(
                      () -> new Place(name, 1).expected("header", "names of columns", "")));
      ImageGroups<String> groups = new ImageGroups<>();
      for (Optional<CsvRecords.Fields> row = records.next();
          row.isPresent();
          row = records.next()) {
        add(groups, columns, row.get());
      }
      groups.forEach(images);
    } catch (IOException e) {
      throw TextFile.unreadable(name, e);
    }
  }

  private static void add(ImageGroups<String> groups, CsvColumns columns, CsvRecords.Fields row) {
    String image = columns.image(row);
    groups.image(image, image, columns.shape(row), row.place());
    columns.object(row).ifPresent(object -> groups.add(image, Annotation.of(object), row.place()));
  }
}
