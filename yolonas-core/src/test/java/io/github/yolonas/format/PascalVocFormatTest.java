package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.NAMES;
import static io.github.yolonas.format.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PascalVocFormatTest {
  private static final PascalVocFormat FORMAT = PascalVocFormat.of(NAMES);
  private static final String BEGIN =
      "<annotation><filename>a.jpg</filename><size><width>640</width><height>480</height></size>";
  private static final String CAT =
      "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax>"
          + "</bndbox></object>";

  @Test
  void hasExactlyTheDocumentedForm() {
    AnnotatedImage image =
        new AnnotatedImage(
            "folder/a.jpg",
            new ImageShape(480, 640),
            List.of(new Annotation(object(3, 0.5f, 12.5f, 30, 100.25f, 140), 1, true)));
    StringWriter text = new StringWriter();
    FORMAT.write(text, image);
    assertThat(text)
        .hasToString(
            """
            <annotation>
              <filename>a.jpg</filename>
              <size>
                <width>640</width>
                <height>480</height>
                <depth>3</depth>
              </size>
              <object>
                <name>&lt;&amp;&gt; ü</name>
                <difficult>1</difficult>
                <confidence>0.5</confidence>
                <bndbox>
                  <xmin>12.5</xmin>
                  <ymin>30</ymin>
                  <xmax>100.25</xmax>
                  <ymax>140</ymax>
                </bndbox>
              </object>
            </annotation>
            """);
    AnnotatedImage read = read(text.toString());
    assertThat(read.annotations().get(0).crowd()).isTrue();
    assertThat(read.prediction()).isEqualTo(image.prediction());
    assertThat(read.truth()).isEmpty();
  }

  @Test
  void readsFilesAsTheChallengeHasThem() {
    assertThat(
            read(
                """
                <?xml version="1.0" encoding="utf-8"?>
                <!-- a person, with parts -->
                <annotation verified="no">
                  <folder>VOC2007</folder><path>C:\\somewhere\\else.jpg</path>
                  <object><name> cat </name><pose>Left</pose><truncated>1</truncated>
                    <difficult>0</difficult>
                    <bndbox><xmax>30</xmax><xmin>10.5</xmin><ymin>20</ymin><ymax>40</ymax></bndbox>
                    <part><name>head</name>
                      <bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>
                  </object>
                  <filename>a.jpg</filename>
                  <size><width>640</width><height>480</height><depth>3</depth></size>
                </annotation>"""))
        .isEqualTo(Samples.image("a.jpg", object(0, 1, 10.5f, 20, 30, 40)));
  }

  @Test
  void classesAreNamedByTheObjects(@TempDir Path folder) throws IOException {
    String text = BEGIN + CAT.replace("cat", "zebra") + CAT + CAT + "</annotation>";
    Path file = Files.writeString(folder.resolve("a.xml"), text);
    assertThat(PascalVocFormat.readClasses(file)).containsExactly("zebra", "cat");
    Path damaged = Files.writeString(folder.resolve("b.xml"), BEGIN + CAT);
    assertThatThrownBy(() -> PascalVocFormat.readClasses(damaged))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith(damaged + ":1: expected well-formed XML, found: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cat   | dog       | object/name: expected one of [cat,",
        ">1<   | >NaN<     | object/bndbox/xmin: expected a finite number, found 'NaN'",
        ">1<   | >9<       | box: expected x1 ≤ x2 and y1 ≤ y2, found '[9.0, 2.0, 3.0, 4.0]'",
        "ymax  | zmax      | object/bndbox/ymax: expected an element, found 'none'",
        "640   | -640      | size/width: expected a whole number of at least 1, found '-640'",
        "size  | sizes     | size/height: expected an element, found 'none'",
        "filename | file   | filename: expected an element, found 'none'",
        "annotation | html | root: expected <annotation>, found 'html'",
        "</object> | <confidence>7</confidence></object> | object/confidence: expected 0 to 1",
      })
  void damageIsNamed(String good, String bad, String message) {
    String text = (BEGIN + CAT + "</annotation>").replace(good, bad);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("t.xml:1: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE annotation [<!ENTITY a 'x'>]> | &a;",
        "<!DOCTYPE annotation [<!ENTITY a SYSTEM 'file:///etc/hostname'>]> | &a;",
        "<!DOCTYPE annotation SYSTEM 'http://localhost:1/x.dtd'> | cat",
        "<!DOCTYPE annotation [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;'>]> | &b;",
      })
  void documentTypesAreRefused(String type, String name) {
    String text = type + BEGIN + CAT.replace("cat", name) + "</annotation>";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.xml:1: document: expected no document type, no entities, found 'one'");
  }

  /** The JDK's parser lacks a message for it, and says so by an exception of another kind. */
  @Test
  void aControlCharacterInADocumentTypeIsRefused() {
    assertThatThrownBy(() -> read("<!DOCTYPE annotation [\u0004]>" + BEGIN + "</annotation>"))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("t.xml:1: expected well-formed XML, found: ");
  }

  @Test
  void whatIsNoXmlIsNamed() {
    for (String text : List.of("", "<annotation>", "<annotation></object>", "&a;", "{}")) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(FormatException.class)
          .hasMessageStartingWith("t.xml:1: expected well-formed XML, found: ");
    }
  }

  @Test
  void nothingGrowsWithoutEnd() {
    assertThatThrownBy(() -> read(BEGIN + "<a>".repeat(100_000)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.xml:1: element: expected at most 32 levels, found 'more'");
    assertThatThrownBy(() -> read(BEGIN + "x".repeat(100_000)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.xml:1: annotation: expected at most 65536 characters, found 'more'");
  }

  @Test
  void whatXmlCannotHoldIsRefused() {
    PascalVocFormat format = PascalVocFormat.of(List.of("a\u0001"));
    AnnotatedImage image =
        Samples.image("a.jpg", new Detection(0, "a\u0001", 1, new BoundingBox(0, 0, 1, 1)));
    assertThatThrownBy(() -> format.write(new StringWriter(), image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected characters that XML can hold, found U+0001 in 'a�'");
  }

  private static AnnotatedImage read(String text) {
    return FORMAT.read("t.xml", new StringReader(text));
  }
}
