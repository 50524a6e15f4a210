package io.github.yolonas.train.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DegradationTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;

  /**
   * Of gray images, a real codec at the same quality loses the same; but where a coefficient lies
   * nearly midway between two steps, as some do in a picture so regular, all of a block is another.
   */
  @ParameterizedTest
  @ValueSource(ints = {20, 30, 50, 75, 90})
  void lumaLosesWhatJpegLoses(int quality) throws Exception {
    byte[] original = picture();
    for (int i = 0; i < original.length; i++) {
      original[i] = original[i / 3 * 3];
    }
    byte[] ours = original.clone();
    new JpegArtefacts(quality).apply(ours, WIDTH, HEIGHT);
    byte[] theirs = throughJpeg(original, quality);
    assertThat(rms(original, ours)).isGreaterThan(0.9);
    int same = 0;
    for (int i = 0; i < ours.length; i++) {
      same += Math.abs((ours[i] & 0xFF) - (theirs[i] & 0xFF)) <= 1 ? 1 : 0;
    }
    assertThat((double) same / ours.length).isGreaterThan(0.93);
  }

  /** Codecs enlarge chroma each in its own way, which shows least where much is lost. */
  @ParameterizedTest
  @ValueSource(ints = {20, 30, 50, 75})
  void chromaLosesMuchOfWhatJpegLoses(int quality) throws Exception {
    byte[] original = picture();
    byte[] ours = original.clone();
    new JpegArtefacts(quality).apply(ours, WIDTH, HEIGHT);
    byte[] theirs = throughJpeg(original, quality);
    assertThat(rms(original, ours)).isGreaterThan(1);
    assertThat(rms(ours, theirs)).isLessThan(0.5 * rms(original, theirs));
  }

  private static byte[] throughJpeg(byte[] rgb, int quality) throws Exception {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int color = Rgb.of(rgb[3 * i] & 0xFF, rgb[3 * i + 1] & 0xFF, rgb[3 * i + 2] & 0xFF);
      image.setRGB(i % WIDTH, i / WIDTH, color);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality / 100f);
    writer.setOutput(ImageIO.createImageOutputStream(file));
    writer.write(null, new IIOImage(image, null, null), parameters);
    ((ImageOutputStream) writer.getOutput()).flush();
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(file.toByteArray()));
    byte[] result = new byte[rgb.length];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int color = read.getRGB(i % WIDTH, i / WIDTH);
      result[3 * i] = (byte) Rgb.red(color);
      result[3 * i + 1] = (byte) Rgb.green(color);
      result[3 * i + 2] = (byte) Rgb.blue(color);
    }
    return result;
  }

  @Test
  void aBlurSpreadsOnePixelAsABell() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    int middle = 3 * (20 * WIDTH + 30) + 1;
    rgb[middle] = (byte) 255;
    GaussianBlur.apply(rgb, WIDTH, HEIGHT, 1.2);
    double peak = 255 / (2 * Math.PI * 1.2 * 1.2);
    double beside = peak * Math.exp(-0.5 / (1.2 * 1.2));
    assertThat(rgb[middle] & 0xFF).isBetween((int) peak - 1, (int) peak + 2);
    for (int step : new int[] {-3, 3, -3 * WIDTH, 3 * WIDTH}) {
      assertThat(rgb[middle + step] & 0xFF).isBetween((int) beside - 1, (int) beside + 2);
    }
    assertThat(rgb[middle - 1]).isZero();
  }

  @Test
  void aBlurKeepsAPlainImage() {
    byte[] plain = new byte[3 * WIDTH * HEIGHT];
    Arrays.fill(plain, (byte) 201);
    byte[] blurred = plain.clone();
    GaussianBlur.apply(blurred, WIDTH, HEIGHT, 0.9);
    assertThat(blurred).isEqualTo(plain);
  }

  @Test
  void noiseKeepsTheMeanAndItsRange() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    Arrays.fill(rgb, (byte) 100);
    new Degradation(1, 0, 0, 0, 0, 20, 5, 0).apply(rgb, WIDTH, HEIGHT);
    double mean = 0;
    double square = 0;
    for (byte level : rgb) {
      assertThat(level).isBetween((byte) 80, (byte) 120);
      mean += (level - 100.0) / rgb.length;
      square += (level - 100.0) * (level - 100.0) / rgb.length;
    }
    assertThat(mean).isBetween(-0.8, 0.2); // rounded down
    assertThat(Math.sqrt(square)).isBetween(20 / Math.sqrt(6) - 0.4, 20 / Math.sqrt(6) + 0.4);
  }

  @Test
  void contrastLeavesItsPivotAndLightFallsFromOneSide() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    Arrays.fill(rgb, (byte) 120);
    rgb[0] = 20;
    rgb[1] = (byte) 220;
    new Degradation(0.5, 120, 0, 0, 0, 0, 0, 0).apply(rgb, WIDTH, HEIGHT);
    assertThat(Arrays.copyOf(rgb, 4)).containsExactly(70, 170, 120, 120);
    new Degradation(1, 0, 0.4, 0, 0, 0, 0, 0).apply(rgb, WIDTH, HEIGHT);
    assertThat(rgb[6]).isLessThan(rgb[3 * WIDTH - 1]);
  }

  @Test
  void withoutLossesNothingChanges() {
    byte[] original = picture();
    byte[] same = original.clone();
    Degradation.NONE.apply(same, WIDTH, HEIGHT);
    assertThat(same).isEqualTo(original);
  }

  /**
   * Soft changes of hue, hard ones of light: how chroma is enlarged is a decoder's own choice. The
   * slopes are no round numbers, or coefficients would lie midway between two steps.
   */
  private static byte[] picture() {
    byte[] rgb = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      int light = (x - 30) * (x - 30) + (y - 22) * (y - 22) < 260 ? 110 : 0;
      rgb[3 * i] = (byte) (light + 20 + 1.93 * x + 0.61 * y);
      rgb[3 * i + 1] = (byte) (light + 40.3 + 1.17 * y);
      rgb[3 * i + 2] = (byte) (light + 137 - 1.87 * x);
    }
    return rgb;
  }

  private static double rms(byte[] one, byte[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = (one[i] & 0xFF) - (other[i] & 0xFF);
      sum += difference * difference;
    }
    return Math.sqrt(sum / one.length);
  }
}
