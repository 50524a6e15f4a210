package io.github.yolonas.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON at the beginning of a {@code .safetensors} file: for each tensor its type, shape and
 * place, and under {@code __metadata__} texts by name.
 *
 * @param tensors in the header's order
 */
record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final int MOST_DIMENSIONS = 64;

  /** A tensor's claim: bytes {@code begin} to {@code end} behind the header. */
  record Entry(String dtype, List<Long> shape, long begin, long end) {}

  /**
   * Parses a header.
   *
   * @throws IOException if it is no JSON, or not of this form
   */
  static SafetensorsHeader parse(Reader json, int mostTensors) throws IOException {
    SafetensorsHeader header = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>());
    try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
      expect(parser.nextToken(), JsonToken.START_OBJECT, "the header");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        expect(parser.nextToken(), JsonToken.START_OBJECT, name);
        if (name.equals(METADATA)) {
          readTexts(parser, header.metadata);
        } else if (header.tensors.size() < mostTensors) {
          header.tensors.put(name, readEntry(parser, name));
        } else {
          throw new IOException(
              "more than %d tensors (CheckpointLimits.maxTensors)".formatted(mostTensors));
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("something follows the closing brace");
      }
    }
    return header;
  }

  private static void readTexts(JsonParser parser, Map<String, String> texts) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      expect(parser.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + name);
      texts.put(name, parser.getText());
    }
  }

  private static Entry readEntry(JsonParser parser, String tensor) throws IOException {
    String dtype = "";
    List<Long> shape = null;
    List<Long> offsets = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "dtype" -> {
          expect(parser.currentToken(), JsonToken.VALUE_STRING, tensor + ".dtype");
          dtype = parser.getText();
        }
        case "shape" -> shape = readIntegers(parser, tensor + ".shape");
        case "data_offsets" -> offsets = readIntegers(parser, tensor + ".data_offsets");
        default -> parser.skipChildren();
      }
    }
    if (dtype.isEmpty() || shape == null || offsets.size() != 2) {
      throw new IOException(
          tensor + ": expected a dtype, a shape and two data_offsets, found something else");
    }
    return new Entry(dtype, shape, offsets.get(0), offsets.get(1));
  }

  private static List<Long> readIntegers(JsonParser parser, String place) throws IOException {
    expect(parser.currentToken(), JsonToken.START_ARRAY, place);
    List<Long> integers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, place);
      integers.add(parser.getLongValue());
      if (integers.size() > MOST_DIMENSIONS) {
        throw new IOException(place + ": more than 64 integers");
      }
    }
    return integers;
  }

  private static void expect(JsonToken found, JsonToken expected, String place) throws IOException {
    if (found != expected) {
      throw new IOException(
          "%s: expected %s, found %s".formatted(CheckpointException.quote(place), expected, found));
    }
  }
}
