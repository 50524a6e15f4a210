package io.github.yolonas.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileStemTest {
  @ParameterizedTest
  @CsvSource({
    "a.jpg, a",
    "/data/x/a.b.jpg, a.b",
    "C:\\data\\a.jpg, a",
    "https://host/x/a.jpg?key=1, a",
    "日本/写真.png, 写真",
    "BufferedImage 640×480, BufferedImage_640_480",
    "folder/, folder",
    "'', _",
    "/, _",
    ".., _",
    "../.., _",
    ".hidden, _hidden",
    "a/.., _",
    "con.txt, _con",
    "a:b|c*d.png, a_b_c_d",
  })
  void isOneFilesNameOnAnySystem(String source, String stem) {
    assertThat(FileStem.of(source)).isEqualTo(stem);
  }

  @Test
  void isNeverTooLongAndTearsNoCharacterApart() {
    assertThat(FileStem.of("x".repeat(500) + ".jpg")).isEqualTo("x".repeat(100));
    assertThat(FileStem.of("𠀀".repeat(500))).isEqualTo("𠀀".repeat(100));
    assertThat(FileStem.safe("a/b\u0000c\n")).isEqualTo("a_b_c_");
  }
}
