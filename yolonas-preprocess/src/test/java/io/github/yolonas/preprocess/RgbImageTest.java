package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RgbImageTest {
  private static final byte[] TWO_BY_ONE = {1, 2, 3, (byte) 250, (byte) 251, (byte) 252};

  @Test
  void isACopyInAndOut() {
    byte[] rgb = TWO_BY_ONE.clone();
    RgbImage image = RgbImage.ofRgb(rgb, 2, 1);
    rgb[0] = 99;
    image.toRgbBytes()[1] = 99;
    assertThat(image.toRgbBytes()).isEqualTo(TWO_BY_ONE);
    assertThat(image.rgb(0, 0)).isEqualTo(0x010203);
    assertThat(image.rgb(1, 0)).isEqualTo(0xFAFBFC);
    assertThat(image).hasToString("RgbImage 2×1");
  }

  @Test
  void copiesFromAndToBuffers() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(8).put(7, (byte) 77).position(1);
    RgbImage.ofRgb(TWO_BY_ONE, 2, 1).copyTo(buffer);
    assertThat(buffer.position()).isEqualTo(7);
    RgbImage back = RgbImage.ofRgb(buffer.position(1), 2, 1);
    assertThat(buffer.position()).isEqualTo(1);
    buffer.put(1, (byte) 99);
    assertThat(back.toRgbBytes()).isEqualTo(TWO_BY_ONE);
    assertThatThrownBy(() -> RgbImage.ofRgb(buffer.position(3), 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 5 for 2×1");
    assertThatThrownBy(() -> back.copyTo(ByteBuffer.allocate(5)))
        .isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void roundTripsThroughJavaImages() {
    byte[] rgb = Pixels.noise(31, 17);
    BufferedImage java = RgbImage.ofRgb(rgb, 31, 17).toBufferedImage();
    assertThat(java.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
    assertThat(RgbImage.of(java).toRgbBytes()).isEqualTo(rgb);
  }

  @Test
  void cropsAreCopiesOfTheirPart() {
    RgbImage image = RgbImage.ofRgb(Pixels.noise(31, 17), 31, 17);
    RgbImage part = image.crop(5, 3, 26, 14);
    assertThat(part).hasToString("RgbImage 26×14");
    for (int y = 0; y < 14; y++) {
      for (int x = 0; x < 26; x++) {
        assertThat(part.rgb(x, y)).isEqualTo(image.rgb(x + 5, y + 3));
      }
    }
    assertThat(image.crop(0, 0, 31, 17).toRgbBytes()).isEqualTo(image.toRgbBytes());
    assertThatThrownBy(() -> image.crop(6, 0, 26, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> image.crop(0, -1, 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> image.crop(0, 0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWrongSizes() {
    assertThatThrownBy(() -> RgbImage.ofRgb(TWO_BY_ONE, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 6 for 2×2");
    assertThatThrownBy(() -> RgbImage.ofRgb(new byte[0], 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    RgbImage image = RgbImage.ofRgb(TWO_BY_ONE, 2, 1);
    assertThatThrownBy(() -> image.rgb(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> image.rgb(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
