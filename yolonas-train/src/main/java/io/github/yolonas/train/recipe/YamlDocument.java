package io.github.yolonas.train.recipe;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Text as a tree of YAML 1.2, with places and within limits: a file may come from anywhere. */
final class YamlDocument {
  /** A phase may repeat another's settings; a bomb needs many more. */
  private static final int MOST_ALIASES = 50;

  /** A recipe is five deep; composing goes as deep as the text, on the stack. */
  private static final int DEEPEST = 50;

  private static final int MOST_CHARACTERS = 1 << 20;

  private YamlDocument() {}

  /**
   * The only document of a text.
   *
   * @throws RecipeException if it is no YAML, nothing, or beyond the limits
   */
  static Node compose(String name, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(MOST_CHARACTERS)
            .build();
    try {
      requireShallow(settings, name, text);
      return new Composer(settings, parser(settings, text))
          .getSingleNode()
          .orElseThrow(() -> problem(name, Optional.empty(), "expected a recipe, found nothing"));
    } catch (MarkedYamlEngineException e) {
      throw problem(name, e.getProblemMark(), e.getProblem());
    } catch (YamlEngineException e) {
      throw problem(name, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static Parser parser(LoadSettings settings, String text) {
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** Events come one after the other, however deep they are. */
  private static void requireShallow(LoadSettings settings, String name, String text) {
    int depth = 0;
    for (Parser events = parser(settings, text); events.hasNext(); ) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw problem(
            name,
            event.getStartMark(),
            "expected at most %d levels, found more".formatted(DEEPEST));
      }
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
    }
  }

  private static RecipeException problem(String name, Optional<Mark> mark, String message) {
    String place = mark.map(m -> Problems.place(m.getLine(), m.getColumn())).orElse("");
    return new RecipeException(name, List.of(new RecipeProblem(place, message)));
  }
}
