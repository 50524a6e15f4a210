package io.github.yolonas.format;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV text (RFC 4180): fields parted by commas; one in quotes may hold commas,
 * line breaks and doubled quotes. Lines end as on any system.
 */
final class CsvRecords {
  private static final int FIELDS = 1000;
  private static final int END = -1;

  private final String name;
  private final Reader in;
  private int next;
  private long line = 1;

  CsvRecords(String name, Reader in) throws IOException {
    this.name = name;
    this.in = in;
    next = in.read();
  }

  /** One record and where it begins. */
  record Fields(Place place, List<String> values) {}

  /** The next record that is more than an empty line; empty at the end. */
  Optional<Fields> next() throws IOException {
    while (next == '\r' || next == '\n') {
      endLine();
    }
    if (next == END) {
      return Optional.empty();
    }
    Place place = new Place(name, line);
    List<String> values = new ArrayList<>();
    values.add(field(place));
    while (next == ',') {
      advance();
      if (values.size() == FIELDS) {
        throw place.expected("record", "at most " + FIELDS + " fields", "more");
      }
      values.add(field(place));
    }
    if (next != END) {
      endLine();
    }
    return Optional.of(new Fields(place, values));
  }

  private String field(Place place) throws IOException {
    StringBuilder text = new StringBuilder();
    if (next == '"') {
      advance();
      quoted(text, place);
    } else {
      while (next != ',' && next != '\r' && next != '\n' && next != END) {
        if (next == '"') {
          throw place.expected("field", "quotes around a whole field or none", text + "\"");
        }
        append(text, place);
      }
    }
    return text.toString();
  }

  private void quoted(StringBuilder text, Place place) throws IOException {
    while (true) {
      if (next == END) {
        throw place.expected("field", "a quote that ends it", "the end of the text");
      }
      if (next == '"') {
        advance();
        if (next != '"') {
          break;
        }
      }
      append(text, place);
    }
    if (next != ',' && next != '\r' && next != '\n' && next != END) {
      throw place.expected("field", "a comma after its closing quote", Character.toString(next));
    }
  }

  private void append(StringBuilder text, Place place) throws IOException {
    text.append((char) next);
    Limits.text(text.length(), "field", place);
    if (next == '\n') {
      line++;
    }
    advance();
  }

  /** CR LF, LF alone, or CR alone. */
  private void endLine() throws IOException {
    boolean carriageReturn = next == '\r';
    advance();
    if (carriageReturn && next == '\n') {
      advance();
    }
    line++;
  }

  private void advance() throws IOException {
    next = in.read();
  }
}
