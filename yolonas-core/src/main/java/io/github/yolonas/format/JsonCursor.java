package io.github.yolonas.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.yolonas.json.DetectionJson;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks through a JSON text once, value by value, and complains where it is not as expected. */
final class JsonCursor {
  private static final int FOUR = 4;

  private final String name;
  private final JsonParser parser;

  private JsonCursor(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /** What is done with one value, of which the cursor stands on the first token. */
  interface Step {
    void read() throws IOException;
  }

  /** What is done with the value of a field. */
  interface Field {
    void read(String field) throws IOException;
  }

  /** What is done with a whole text. */
  interface Walk<T> {
    T read(JsonCursor cursor) throws IOException;
  }

  /** Walks through one document; the cursor stands on its first token. */
  static <T> T walk(String name, Reader in, Walk<T> walk) {
    try (JsonParser parser = DetectionJson.FACTORY.createParser(in)) {
      JsonCursor cursor = new JsonCursor(name, parser);
      parser.nextToken();
      T result = walk.read(cursor);
      if (parser.nextToken() != null) {
        throw cursor.expected("document", "the end of the text");
      }
      return result;
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new FormatException(
          "%s:%d: expected JSON, found: %s".formatted(name, line, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw TextFile.unreadable(name, e);
    }
  }

  Place place() {
    return new Place(name, Math.max(1, parser.currentTokenLocation().getLineNr()));
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Every element of an array; {@code what} says what it is an array of. */
  void array(String what, Step element) throws IOException {
    require(what, JsonToken.START_ARRAY, "an array");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  /** Every field of an object, in the order of the text; the value must be read or skipped. */
  void object(String what, Field field) throws IOException {
    require(what, JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      field.read(key);
    }
  }

  /** Passes over a value, however large. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  String text(String field) throws IOException {
    require(field, JsonToken.VALUE_STRING, "a text");
    return parser.getText();
  }

  /** A number's digits, as they stand in the text. */
  String digits(String field) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw expected(field, "a number");
    }
    return parser.getText();
  }

  int whole(String field, int least) throws IOException {
    return place().whole(field, least, digits(field));
  }

  long id(String field) throws IOException {
    require(field, JsonToken.VALUE_NUMBER_INT, "a whole number");
    return parser.getLongValue();
  }

  /** The digits of four numbers. */
  List<String> four(String field) throws IOException {
    Place place = place();
    List<String> numbers = new ArrayList<>();
    array(
        field,
        () -> {
          if (numbers.size() == FOUR) {
            throw place.expected(field, "4 numbers", "more");
          }
          numbers.add(digits(field));
        });
    if (numbers.size() != FOUR) {
      throw place.expected(field, "4 numbers", Integer.toString(numbers.size()));
    }
    return numbers;
  }

  /** What a required field held. */
  <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw place().expected(field, "a value", "none");
    }
    return value;
  }

  private void require(String field, JsonToken token, String what) throws IOException {
    if (parser.currentToken() != token) {
      throw expected(field, what);
    }
  }

  private FormatException expected(String field, String what) throws IOException {
    JsonToken token = parser.currentToken();
    return place().expected(field, what, token == null ? "the end" : parser.getText());
  }
}
