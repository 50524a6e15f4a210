package io.github.yolonas.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesetterTest {
  private static final int WIDE = 100_000;
  private final Typesetter typesetter =
      new Typesetter(
          Scale.of(640, 480, OptionalInt.empty()), new FontRenderContext(null, true, true));

  @Test
  void aTextThatFitsStaysWhole() {
    Label label = label("traffic light", "0.91", WIDE);
    assertThat(label.text().getCharacterCount()).isEqualTo("traffic light 0.91".length());
    assertThat(label("traffic light", "0.91", label.width()).width()).isEqualTo(label.width());
  }

  @Test
  void aLongNameIsCutToTheWidthButKeepsItsScore() {
    int whole = label("traffic light", "0.91", WIDE).width();
    int shortest = label("", "… 0.91", WIDE).width();
    for (int widest = shortest; widest < whole; widest++) {
      Label cut = label("traffic light", "0.91", widest);
      assertThat(cut.width()).isBetween(shortest, widest);
      assertThat(cut.text().getCharacterCount()).isLessThan("traffic light 0.91".length());
    }
    assertThat(label("traffic light", "0.91", whole - 1).text().getCharacterCount())
        .as("no more is cut than must be")
        .isGreaterThan("traffic 0.91".length());
  }

  @Test
  void whereNothingFitsThereIsNoPlate() {
    int shortest = label("", "… 0.91", WIDE).width();
    assertThat(typesetter.label("traffic light", "0.91", shortest - 1)).isEmpty();
    assertThat(typesetter.label("", "", WIDE)).isEmpty();
    assertThat(typesetter.label(" \n ", "", WIDE)).isEmpty();
  }

  @Test
  void aNameOfAnyLengthIsCutQuickly() {
    Label cut = label("x".repeat(20_000), "0.5", 200);
    assertThat(cut.width()).isBetween(150, 200);
  }

  @Test
  void charactersOfTwoCharsAreNotTornApart() {
    String name = "😀".repeat(30);
    for (int widest = 60; widest < 200; widest++) {
      Label cut = label(name, "0.50", widest);
      int kept = cut.text().getCharacterCount() - "… 0.50".length();
      assertThat(kept % 2).as("chars kept in %d pixels", widest).isZero();
    }
  }

  @Test
  void controlCharactersAreBlanks() {
    assertThat(label("a\tb\nc\u009bd", "", WIDE).width())
        .isEqualTo(label("a b c d", "", WIDE).width());
  }

  @ParameterizedTest
  @ValueSource(strings = {"пешеход", "μοτοσικλέτα", "سيارة", "歩行者", "보행자", "คนเดินเท้า", "jgÅÄ|"})
  void scriptsAreSetWhereAFontHasThem(String name) {
    Font font = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    Assumptions.assumeTrue(
        font.canDisplayUpTo(name) < 0, () -> "skipped: no font here has all of " + name);
    Label label = label(name, "0.5", WIDE);
    assertThat(label.text().getBlackBoxBounds(0, name.length()).getBounds().width).isPositive();
    assertThat(label.text().getBounds().getHeight()).isBetween(5.0, (double) label.height());
  }

  private Label label(String name, String score, int widest) {
    return typesetter.label(name, score, widest).orElseThrow();
  }
}
