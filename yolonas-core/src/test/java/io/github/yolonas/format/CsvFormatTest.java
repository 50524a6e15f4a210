package io.github.yolonas.format;

import static io.github.yolonas.format.Samples.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
  private static final String HEADER = "image,width,height,label,class,score,x1,y1,x2,y2";

  @Test
  void hasExactlyTheDocumentedForm() {
    AnnotatedImage quoted =
        Samples.image(
            "a, \"b\".jpg",
            object(0, 0.91f, 12.5f, 30, 100.25f, 140),
            object(2, 0.5f, 0, 0, 1e-4f, 1));
    assertThat(Samples.text(new CsvFormat(), List.of(quoted, Samples.image("empty.jpg"))))
        .isEqualTo(
            HEADER
                + "\r\n\"a, \"\"b\"\".jpg\",640,480,0,cat,0.91,12.5,30,100.25,140"
                + "\r\n\"a, \"\"b\"\".jpg\",640,480,2,\"a,b \"\"c\"\"\",0.5,0,0,0.0001,1"
                + "\r\nempty.jpg,640,480,,,,,,,\r\n");
  }

  @Test
  void columnsAndRowsComeInAnyOrder() {
    String text =
        """
        x1,y1,x2,y2,class,label,width,height,image,remark
        1,2,3,4,cat,0,640,480,a.jpg,"two
        lines"

        5,6,7,8,cat,0,640,480,b.jpg,
        1,2,3,5,cat,0,640,480,a.jpg,
        """;
    assertThat(read(text))
        .containsExactly(
            Samples.image("a.jpg", object(0, 1, 1, 2, 3, 4), object(0, 1, 1, 2, 3, 5)),
            Samples.image("b.jpg", object(0, 1, 5, 6, 7, 8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void linesEndAsOnAnySystem(String end) {
    String row = "a.jpg,640,480,0,cat,0.5,1,2,3,4";
    List<AnnotatedImage> expected = List.of(Samples.image("a.jpg", object(0, 0.5f, 1, 2, 3, 4)));
    assertThat(read(HEADER + end + row + end)).isEqualTo(expected);
    assertThat(read(HEADER + end + row)).isEqualTo(expected);
    assertThatThrownBy(() -> read(HEADER + end + row + end + "b"))
        .hasMessageStartingWith("t.csv:3: record:");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "damaged-csv.csv", delimiter = '|', quoteCharacter = '`')
  void damageIsNamed(String rows, String message) {
    assertThatThrownBy(() -> read(HEADER + "\n" + rows.replace('/', '\n')))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:" + message);
  }

  @Test
  void theHeaderMustNameTheColumns() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:1: header: expected names of columns, found ''");
    assertThatThrownBy(() -> read("image,width\n"))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:1: header: expected a column 'height', found 'image,width'");
    assertThatThrownBy(() -> read("image,image\n"))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:1: header: expected each column once, found 'image'");
  }

  @Test
  void nothingGrowsWithoutEnd() {
    assertThatThrownBy(() -> read(HEADER + "\n" + "x".repeat(100_000)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:2: field: expected at most 65536 characters, found 'more'");
    assertThatThrownBy(() -> read(HEADER + "\n" + ",".repeat(100_000)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:2: record: expected at most 1000 fields, found 'more'");
    assertThatThrownBy(() -> read(HEADER + "\na,9,9,0,c,1,1,2,3,4".repeat(100_001)))
        .isInstanceOf(FormatException.class)
        .hasMessage("t.csv:100002: image: expected at most 100000 objects, found 'more'");
  }

  private static List<AnnotatedImage> read(String text) {
    List<AnnotatedImage> images = new ArrayList<>();
    new CsvFormat().read("t.csv", new StringReader(text), images::add);
    return images;
  }
}
