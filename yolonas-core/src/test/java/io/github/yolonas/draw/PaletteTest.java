package io.github.yolonas.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteTest {
  private static final int LABELS = 80;

  @Test
  void labelsKeepTheirColours() {
    assertThat(IntStream.range(0, 6).mapToObj(label -> hex(Palette.of(label))))
        .containsExactly("#c92970", "#58b923", "#a1b5ff", "#c84200", "#00c2ba", "#ff90ff");
  }

  @Test
  void noTwoLabelsShareAColour() {
    assertThat(colors(LABELS).distinct()).hasSize(LABELS);
  }

  /** In OKLab, where a difference of 0.02 can just be seen. */
  @ParameterizedTest
  @CsvSource({"10, 0.125", "20, 0.1"})
  void theFirstLabelsAreFarApart(int labels, double least) {
    for (int a = 0; a < labels; a++) {
      for (int b = 0; b < a; b++) {
        assertThat(distance(Palette.of(a), Palette.of(b)))
            .as("labels %d and %d", a, b)
            .isGreaterThan(least);
      }
    }
  }

  /** WCAG 2 asks for 4.5 to 1 in running text. */
  @Test
  void textIsReadableOnEveryColour() {
    colors(LABELS)
        .forEach(
            color ->
                assertThat(contrast(color, Palette.textOn(color)))
                    .as(hex(color))
                    .isGreaterThan(4.5));
  }

  @ParameterizedTest
  @CsvSource({
    "#000000, #ffffff", "#ffffff, #000000", "#ffff00, #000000", "#0000ff, #ffffff",
    "#800000, #ffffff", "#00ff00, #000000", "#767676, #000000", "#757575, #ffffff",
  })
  void textIsBlackOrWhiteByLuminance(String background, String text) {
    assertThat(hex(Palette.textOn(Color.decode(background)))).isEqualTo(text);
  }

  private static Stream<Color> colors(int labels) {
    return IntStream.range(0, labels).mapToObj(Palette::of);
  }

  private static String hex(Color color) {
    return "#%06x".formatted(color.getRGB() & 0xFFFFFF);
  }

  private static double distance(Color a, Color b) {
    double[] first = oklab(a);
    double[] second = oklab(b);
    return Math.hypot(Math.hypot(first[0] - second[0], first[1] - second[1]), first[2] - second[2]);
  }

  private static double[] oklab(Color color) {
    float[] rgb = linear(color);
    double l = Math.cbrt(0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2]);
    double m = Math.cbrt(0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2]);
    double s = Math.cbrt(0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2]);
    return new double[] {
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    };
  }

  private static double contrast(Color a, Color b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(Color color) {
    float[] rgb = linear(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static float[] linear(Color color) {
    return color.getColorComponents(ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB), null);
  }
}
