package io.github.yolonas.train.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one entry of a COCO file, an object of few known fields and any number of others, which are
 * skipped.
 */
final class EntryReader {
  private final JsonCursor json;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private EntryReader(JsonCursor json) {
    this.json = json;
  }

  static EntryReader of(JsonCursor json) {
    EntryReader entry = new EntryReader(json);
    json.object("an object", entry::field);
    return entry;
  }

  private void field(String name) {
    switch (name) {
      case "id", "image_id", "category_id" -> fields.put(name, json.integer());
      case "width", "height" -> fields.put(name, json.size());
      case "file_name", "name" -> fields.put(name, json.string());
      case "bbox" -> fields.put(name, json.box());
      case "area", "score" -> fields.put(name, json.real());
      case "iscrowd" -> fields.put(name, json.flag());
      default -> json.skip();
    }
  }

  <T> Optional<T> find(String name, Class<T> type) {
    return Optional.ofNullable(fields.get(name)).map(type::cast);
  }

  <T> T get(String name, Class<T> type) {
    return find(name, type)
        .orElseThrow(() -> json.error("expected a field " + name + ", found " + fields.keySet()));
  }

  long id(String name) {
    return get(name, Long.class);
  }
}
