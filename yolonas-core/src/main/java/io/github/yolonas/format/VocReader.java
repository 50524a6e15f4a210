package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads one PASCAL VOC file. Elements count by their whole path, for the parts of a person have
 * names and boxes too.
 */
final class VocReader {
  private static final int DEEPEST = 32;
  private static final String OBJECT = "annotation/object";
  private static final String SIZE = "annotation/size";
  private static final Set<String> OF_IMAGE =
      Set.of("annotation/filename", "annotation/path", SIZE + "/width", SIZE + "/height");
  private static final Set<String> OF_OBJECT =
      Set.of(
          OBJECT + "/name",
          OBJECT + "/difficult",
          OBJECT + "/confidence",
          OBJECT + "/bndbox/xmin",
          OBJECT + "/bndbox/ymin",
          OBJECT + "/bndbox/xmax",
          OBJECT + "/bndbox/ymax");

  private final String name;
  private final boolean fromOne;

  /** The label of each class. */
  private final Map<String, Integer> labels = new LinkedHashMap<>();

  /** Whether a class that is not known becomes one, rather than an error. */
  private final boolean open;

  private final List<Annotation> annotations = new ArrayList<>();

  /** The last line so far; at the end of a text the parser knows none. */
  private long line = 1;

  /** Texts by path; those of an object are dropped when it ends. */
  private final Map<String, String> texts = new HashMap<>();

  VocReader(String name, PascalVocFormat format) {
    this(name, format.fromOne(), format.classNames(), false);
  }

  private VocReader(String name, boolean fromOne, List<String> classNames, boolean open) {
    this.name = name;
    this.fromOne = fromOne;
    this.open = open;
    for (int label = 0; label < classNames.size(); label++) {
      labels.putIfAbsent(classNames.get(label), label);
    }
  }

  /** The classes of a file's objects, whatever they are called. */
  static List<String> classNames(String name, Reader in) {
    VocReader reader = new VocReader(name, false, List.of(), true);
    reader.read(in);
    return new ArrayList<>(reader.labels.keySet());
  }

  AnnotatedImage read(Reader in) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(in);
      read(xml);
      Place end = new Place(name, line);
      ImageShape shape =
          new ImageShape(
              end.whole("size/height", 1, required(end, SIZE + "/height")),
              end.whole("size/width", 1, required(end, SIZE + "/width")));
      return new AnnotatedImage(image(end), shape, annotations);
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof IOException io) {
        throw TextFile.unreadable(name, io);
      }
      if (e.getLocation() != null) {
        line = Math.max(line, e.getLocation().getLineNumber());
      }
      throw new FormatException(
          "%s:%s: expected well-formed XML, found: %s"
              .formatted(name, line, Place.quoted(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /** No document type, hence no entities but XML's own five; no file or network access. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private void read(XMLStreamReader xml) throws XMLStreamException {
    List<String> path = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (xml.hasNext()) {
      switch (next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.add(xml.getLocalName());
          text.setLength(0);
          checkPath(path, place(xml));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          text.append(xml.getText());
          Limits.text(text.length(), String.join("/", path), place(xml));
        }
        case XMLStreamConstants.END_ELEMENT -> {
          end(String.join("/", path), text.toString(), place(xml));
          path.remove(path.size() - 1);
          text.setLength(0);
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw place(xml).expected("document", "no document type, no entities", "one");
        default -> {} // comments, processing instructions
      }
    }
  }

  /** For some damage the JDK's parser has no words, and throws that it lacks them. */
  private static int next(XMLStreamReader xml) throws XMLStreamException {
    try {
      return xml.next();
    } catch (MissingResourceException e) {
      throw new XMLStreamException(e.getMessage(), xml.getLocation(), e);
    }
  }

  private static void checkPath(List<String> path, Place place) {
    if (!path.get(0).equals("annotation")) {
      throw place.expected("root", "<annotation>", path.get(0));
    }
    if (path.size() > DEEPEST) {
      throw place.expected("element", "at most " + DEEPEST + " levels", "more");
    }
  }

  private void end(String path, String text, Place place) {
    if (path.equals(OBJECT)) {
      Limits.add(annotations, object(place), place);
      texts.keySet().removeAll(OF_OBJECT);
    } else if (OF_IMAGE.contains(path) || OF_OBJECT.contains(path)) {
      texts.put(path, text.strip());
    }
  }

  private Annotation object(Place place) {
    String className = required(place, OBJECT + "/name");
    if (open) {
      labels.putIfAbsent(className, labels.size());
    }
    Integer label = labels.get(className);
    if (label == null) {
      throw place.expected("object/name", "one of " + labels.keySet(), className);
    }
    int first = fromOne ? 1 : 0;
    BoundingBox box =
        place.box(
            coordinate(place, "xmin") - first,
            coordinate(place, "ymin") - first,
            coordinate(place, "xmax"),
            coordinate(place, "ymax"));
    float score = optional("confidence").map(t -> place.score("object/confidence", t)).orElse(1f);
    int difficult = optional("difficult").map(t -> place.whole("object/difficult", 0, t)).orElse(0);
    return new Annotation(
        new Detection(label, className, score, box),
        (double) box.width() * box.height(),
        difficult != 0);
  }

  private float coordinate(Place place, String edge) {
    return place.number("object/bndbox/" + edge, required(place, OBJECT + "/bndbox/" + edge));
  }

  private Optional<String> optional(String element) {
    return Optional.ofNullable(texts.get(OBJECT + "/" + element));
  }

  private String required(Place place, String path) {
    String text = texts.get(path);
    if (text == null) {
      throw place.expected(path.substring("annotation/".length()), "an element", "none");
    }
    return text;
  }

  /** The path that some files have too is one on somebody else's disk. */
  private String image(Place place) {
    String path = texts.get("annotation/path");
    String file = texts.get("annotation/filename");
    if (file == null && path == null) {
      throw place.expected("filename", "an element", "none");
    }
    return file == null ? String.valueOf(path) : file;
  }

  private Place place(XMLStreamReader xml) {
    line = Math.max(line, xml.getLocation().getLineNumber());
    return new Place(name, line);
  }
}
