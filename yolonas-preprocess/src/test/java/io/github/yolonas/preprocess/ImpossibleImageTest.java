package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Images that claim what cannot be. */
@ExtendWith(NativeLeakExtension.class)
class ImpossibleImageTest {

  @Test
  void aChunkThatClaimsGigabytesIsRefusedBeforeTheyAreAllocated() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", out);
    byte[] png = out.toByteArray();
    int data = new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT");
    ByteBuffer.wrap(png).putInt(data - 4, 0xEE000B84);
    long before = Pointer.physicalBytes();
    assertThatThrownBy(() -> decode(ImageSource.of(png)))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("a PNG chunk claims 3992980356 bytes");
    assertThat(Pointer.physicalBytes() - before).isLessThan(256L << 20);
  }

  /** OpenCV has a limit of its own for each side, which it reports by a bare exception. */
  @Test
  void anImageOfTwoMillionColumnsIsAnImageReadException() {
    byte[] bmp = new byte[54 + 6_000_000];
    ByteBuffer header = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 'B').put((byte) 'M').putInt(bmp.length).putInt(0).putInt(54);
    header.putInt(40).putInt(2_000_000).putInt(1).putShort((short) 1).putShort((short) 24);
    assertThatThrownBy(() -> decode(ImageSource.of(bmp)))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("byte[6000054]")
        .hasMessageContaining("OpenCV cannot decode it");
  }

  @Test
  void anAddressWithoutAHostIsAnImageReadException() {
    assertThatThrownBy(() -> decode(ImageSource.of(URI.create("http:///x.png"))))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("http:///x.png");
  }

  private static void decode(ImageSource source) {
    ImageDecoder.decode(source, ImageReadOptions.defaults()).close();
  }
}
