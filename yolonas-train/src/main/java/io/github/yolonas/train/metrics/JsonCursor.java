package io.github.yolonas.train.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a JSON file value by value, so that memory does not grow with the file. It always
 * stands on the value to be read; what does not fit is an error that names the place, such as
 * {@code a.json: annotations[3].bbox: expected …, found … (line 1, column 512)}.
 */
final class JsonCursor implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private final Path file;
  private final JsonParser parser;

  private JsonCursor(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Reads a whole file with {@code reader}, which consumes its one value. */
  static void read(Path file, Consumer<JsonCursor> reader) {
    try (JsonCursor json = new JsonCursor(file, FACTORY.createParser(Files.newInputStream(file)))) {
      json.advance();
      reader.accept(json);
      if (json.advance() != null) {
        throw json.error("expected the end of the file, found more");
      }
    } catch (IOException e) {
      throw new CocoFormatException(
          "%s: cannot be read: %s".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  /** Calls {@code field} with each name, to consume the value. */
  void object(String what, Consumer<String> field) {
    require(JsonToken.START_OBJECT, what);
    while (advance() != JsonToken.END_OBJECT) {
      String name = text(parser::currentName);
      advance();
      field.accept(name);
    }
  }

  /** Calls {@code element} with each index, to consume the value. */
  void array(String what, IntConsumer element) {
    require(JsonToken.START_ARRAY, what);
    for (int i = 0; advance() != JsonToken.END_ARRAY; i++) {
      element.accept(i);
    }
  }

  long integer() {
    require(JsonToken.VALUE_NUMBER_INT, "an integer");
    return number(parser::getLongValue);
  }

  /** A count of pixels. */
  int size() {
    long value = integer();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw error("expected 0 to %d, found %d".formatted(Integer.MAX_VALUE, value));
    }
    return (int) value;
  }

  double real() {
    if (!parser.currentToken().isNumeric()) {
      throw mismatch("a number");
    }
    double value = number(parser::getDoubleValue);
    if (!Double.isFinite(value)) {
      throw error("expected a finite number, found " + text(parser::getText));
    }
    return value;
  }

  /** 0, 1, false or true. */
  boolean flag() {
    if (parser.currentToken().isBoolean()) {
      return parser.currentToken() == JsonToken.VALUE_TRUE;
    }
    require(JsonToken.VALUE_NUMBER_INT, "0 or 1");
    long value = number(parser::getLongValue);
    if (value != 0 && value != 1) {
      throw error("expected 0 or 1, found " + value);
    }
    return value == 1;
  }

  String string() {
    require(JsonToken.VALUE_STRING, "a string");
    return text(parser::getText);
  }

  /** {@code [x, y, width, height]}. */
  CocoBox box() {
    double[] sides = new double[4];
    int[] count = {0};
    array(
        "[x, y, width, height]",
        i -> {
          if (i == sides.length) {
            throw error("expected 4 numbers, found more");
          }
          sides[i] = real();
          count[0]++;
        });
    if (count[0] < sides.length) {
      throw error("expected 4 numbers, found " + count[0]);
    }
    return new CocoBox(sides[0], sides[1], sides[2], sides[3]);
  }

  void skip() {
    read(parser::skipChildren);
  }

  /** An error at the place where the cursor stands. */
  CocoFormatException error(String problem) {
    return new CocoFormatException(at(problem));
  }

  private String at(String problem) {
    String place = place(parser.getParsingContext());
    JsonLocation location = parser.currentTokenLocation();
    return "%s: %s%s (line %d, column %d)"
        .formatted(
            file,
            place.isEmpty() ? "" : place + ": ",
            problem,
            location.getLineNr(),
            location.getColumnNr());
  }

  /** {@code annotations[3].bbox}, read from the root to the cursor. */
  private static String place(JsonStreamContext context) {
    if (context.inRoot()) {
      return "";
    }
    String parent = place(context.getParent());
    if (context.inArray()) {
      return context.hasCurrentIndex() ? parent + "[" + context.getCurrentIndex() + "]" : parent;
    }
    String name = context.getCurrentName();
    return name == null ? parent : parent.isEmpty() ? name : parent + "." + name;
  }

  private void require(JsonToken expected, String what) {
    if (parser.currentToken() != expected) {
      throw mismatch(what);
    }
  }

  private CocoFormatException mismatch(String expected) {
    return error("expected %s, found %s".formatted(expected, found()));
  }

  private String found() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      default -> text(parser::getText);
    };
  }

  private interface Read<T extends @Nullable Object> {
    T read() throws IOException;
  }

  private @Nullable JsonToken advance() {
    return read(parser::nextToken);
  }

  private String text(Read<@Nullable String> read) {
    return String.valueOf(read(read));
  }

  private <N extends Number> N number(Read<N> read) {
    return read(read);
  }

  private <T extends @Nullable Object> T read(Read<T> read) {
    try {
      return read.read();
    } catch (JsonProcessingException e) {
      throw new CocoFormatException(at(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new CocoFormatException("%s: cannot be read: %s".formatted(file, e), e);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
