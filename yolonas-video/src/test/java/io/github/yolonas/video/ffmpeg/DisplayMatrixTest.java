package io.github.yolonas.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayMatrixTest {

  /** The picture is {@code ABC} over {@code DEF}; the last column is what is shown, row by row. */
  @ParameterizedTest
  @CsvSource({
    "65536, 0, 0, 65536, 0, ABCDEF",
    "0, 65536, -65536, 0, 90, DAEBFC",
    "-65536, 0, 0, -65536, 180, FEDCBA",
    "0, -65536, 65536, 0, 270, CFBEAD",
    "-65536, 0, 0, 65536, 180, CBAFED",
    "65536, 0, 0, -65536, 0, DEFABC",
    "0, 65536, 65536, 0, 90, ADBECF",
    "65000, 8000, -8000, 65000, 0, ABCDEF",
  })
  void allEightWays(int a, int b, int c, int d, int rotation, String shown) {
    DisplayMatrix matrix = DisplayMatrix.of(a, b, c, d);
    assertThat(matrix.rotation()).isEqualTo(rotation);
    byte[] stored = pixels("ABCDEF");
    assertThat(matrix.apply(stored, 3, 2)).isEqualTo(pixels(shown));
    assertThat(stored).isEqualTo(pixels("ABCDEF"));
    assertThat(matrix.swapsSides()).isEqualTo(a == 0);
  }

  private static byte[] pixels(String letters) {
    return letters.replaceAll("[A-F]", "$0$0$0").getBytes(StandardCharsets.US_ASCII);
  }
}
