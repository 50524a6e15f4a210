package io.github.yolonas.train.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The {@code names} in the file that describes a YOLO data set: a list, or a map from 0 on. The
 * rest of it, where its author's images lay, is skipped. It is read event by event, so neither deep
 * nesting nor a bomb of aliases can do harm.
 */
final class DataYaml {
  static final List<String> FILES = List.of("data.yaml", "data.yml", "dataset.yaml");

  private static final int MOST_CHARACTERS = 1 << 20;

  private final Path file;
  private final Parser events;

  private DataYaml(Path file, Parser events) {
    this.file = file;
    this.events = events;
  }

  /**
   * The names in a folder's file.
   *
   * @return empty if there is no such file, or it says nothing of names
   * @throws DatasetException if it is no YAML, or its names are of another form
   */
  static Optional<List<String>> names(Path folder) {
    for (String name : FILES) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return Optional.empty();
  }

  private static Optional<List<String>> read(Path file) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.toString()).setCodePointLimit(MOST_CHARACTERS).build();
    try {
      if (Files.size(file) > MOST_CHARACTERS) {
        throw new DatasetException(
            "%s: expected at most %d bytes, found %d"
                .formatted(file, MOST_CHARACTERS, Files.size(file)));
      }
      StreamReader text = new StreamReader(settings, Files.readString(file));
      return new DataYaml(file, new ParserImpl(settings, text))
          .find()
          .map(names -> ClassNames.checked(file.toString(), names));
    } catch (YamlEngineException e) {
      throw new DatasetException(file + ": expected YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private Optional<List<String>> find() {
    while (events.hasNext() && !(events.peekEvent() instanceof NodeEvent)) {
      events.next();
    }
    if (!events.hasNext() || !(events.next() instanceof MappingStartEvent)) {
      throw new DatasetException(file + ": expected keys and values");
    }
    while (!(events.peekEvent() instanceof MappingEndEvent)) {
      boolean names = isText(events.peekEvent(), "names");
      skip();
      if (names) {
        return Optional.of(names());
      }
      skip();
    }
    return Optional.empty();
  }

  private static boolean isText(Event event, String text) {
    return event instanceof ScalarEvent scalar && scalar.getValue().equals(text);
  }

  /** One node, with all that is in it. */
  private void skip() {
    int depth = 0;
    do {
      Event event = events.next();
      boolean opens = event instanceof MappingStartEvent || event instanceof SequenceStartEvent;
      boolean closes = event instanceof MappingEndEvent || event instanceof SequenceEndEvent;
      depth += opens ? 1 : closes ? -1 : 0;
    } while (depth > 0);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    Event start = events.next();
    if (start instanceof SequenceStartEvent) {
      while (!(events.peekEvent() instanceof SequenceEndEvent)) {
        names.add(text());
      }
      return names;
    }
    if (!(start instanceof MappingStartEvent)) {
      throw unexpected(start);
    }
    while (!(events.peekEvent() instanceof MappingEndEvent)) {
      Event key = events.peekEvent();
      if (!text().equals(Integer.toString(names.size()))) {
        throw unexpected(key);
      }
      names.add(text());
    }
    return names;
  }

  private String text() {
    Event event = events.next();
    if (event instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    throw unexpected(event);
  }

  private DatasetException unexpected(Event found) {
    String at = found.getStartMark().map(m -> " in line %d".formatted(m.getLine() + 1)).orElse("");
    String what = found instanceof ScalarEvent scalar ? "'" + scalar.getValue() + "'" : "no text";
    return new DatasetException(
        "%s: names: expected a list of names, or a map of them from 0 on, found %s%s"
            .formatted(file, what, at));
  }
}
