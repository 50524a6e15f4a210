package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The recipe of {@link FormatFuzzTest}'s seeds: {@code java … FormatSeeds src/test/resources}
 * writes them where it looks for them.
 */
final class FormatSeeds {
  private static final String INPUTS = "io/github/yolonas/format/FormatFuzzTestInputs/";

  private FormatSeeds() {}

  public static void main(String[] args) throws IOException {
    Path inputs = Path.of(args[0]).resolve(INPUTS);
    List<AnnotatedImage> images = Samples.images(9, 4, true);
    CocoDataset dataset = CocoDataset.of(NAMES, images);
    seed(inputs, "csv/written", Samples.text(new CsvFormat(), images));
    seed(inputs, "json/written", Samples.text(new JsonFormat(), images));
    seed(inputs, "json/failed", "{\"source\": \"a.jpg\", \"error\": \"no such file\"}");
    seed(inputs, "cocoResults/written", Samples.text(new CocoResultsFormat(dataset), images));
    StringWriter coco = new StringWriter();
    dataset.write(coco);
    seed(inputs, "coco/written", coco.toString());
    seed(inputs, "coco/twofolders", twoFolders());
    AnnotatedImage most =
        images.stream().filter(i -> i.annotations().size() > 1).findFirst().orElseThrow();
    StringWriter yolo = new StringWriter();
    YoloFormat.of(NAMES).withConfidence().write(yolo, most);
    seed(inputs, "yolo/written", yolo.toString());
    StringWriter voc = new StringWriter();
    PascalVocFormat.of(NAMES).write(voc, most);
    seed(inputs, "voc/written", voc.toString());
    seed(inputs, "voc/external", entity("SYSTEM \"file:///etc/hostname\""));
    seed(inputs, "voc/internal", entity("\"cat\""));
    seed(inputs, "voc/laughs", laughs());
  }

  private static String twoFolders() {
    return """
        {"images": [{"id": 1, "file_name": "a/1.jpg", "width": 4, "height": 3},
                    {"id": 2, "file_name": "b/1.jpg", "width": 4, "height": 3}],
         "categories": [{"id": 1, "name": "cat"}], "annotations": []}
        """;
  }

  private static String entity(String value) {
    return """
        <!DOCTYPE annotation [<!ENTITY e %s>]>
        <annotation><filename>&e;</filename><size><width>4</width><height>3</height></size>
        </annotation>
        """
        .formatted(value);
  }

  private static String laughs() {
    StringBuilder entities = new StringBuilder("<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 10; i++) {
      entities.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    return "<!DOCTYPE annotation [%s]><annotation><filename>&a9;</filename></annotation>"
        .formatted(entities);
  }

  private static void seed(Path inputs, String name, String text) throws IOException {
    Path file = inputs.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
