package io.github.yolonas.train.loader;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.LabelledImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/**
 * Encoded photographs of a kind: ellipses on a gradient, a little noise, one object for each
 * ellipse and a crowd. Some may be cut short.
 */
final class JpegImages implements Dataset {
  private static final List<String> NAMES = List.of("small", "large");
  private static final int ELLIPSES = 5;

  private final List<byte[]> encoded = new ArrayList<>();
  private final List<AnnotatedImage> annotations = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();

  JpegImages(int count, int width, int height, Set<Integer> broken) {
    for (int i = 0; i < count; i++) {
      add(i, width, height, broken.contains(i));
    }
  }

  private void add(int index, int width, int height, boolean broken) {
    SplittableRandom random = new SplittableRandom(index);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
    graphics.fillRect(0, 0, width, height);
    List<Annotation> objects = new ArrayList<>();
    for (int i = 0; i < ELLIPSES; i++) {
      int w = width / 16 + random.nextInt(width / 4);
      int h = height / 16 + random.nextInt(height / 4);
      int x = random.nextInt(width - w);
      int y = random.nextInt(height - h);
      graphics.setColor(colour(random));
      graphics.fillOval(x, y, w, h);
      int label = w * h > width * height / 36 ? 1 : 0;
      BoundingBox box = BoundingBox.fromXywh(x, y, w, h);
      Detection object = new Detection(label, NAMES.get(label), 1, box);
      objects.add(new Annotation(object, box.area(), i == ELLIPSES - 1));
    }
    graphics.dispose();
    speckle(image, random);
    byte[] jpeg = jpeg(image);
    encoded.add(broken ? Arrays.copyOf(jpeg, jpeg.length / 2) : jpeg);
    annotations.add(new AnnotatedImage("jpeg " + index, new ImageShape(height, width), objects));
  }

  private static Color colour(SplittableRandom random) {
    return new Color(random.nextInt(1 << 24));
  }

  private static void speckle(BufferedImage image, SplittableRandom random) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, image.getRGB(x, y) ^ (random.nextInt(1 << 24) & 0x0F0F0F));
      }
    }
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** How many images were asked for. */
  int reads() {
    return reads.get();
  }

  @Override
  public List<String> classNames() {
    return NAMES;
  }

  @Override
  public int size() {
    return encoded.size();
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return annotations.get(index);
  }

  @Override
  public LabelledImage read(int index) {
    reads.incrementAndGet();
    ImageSource source = ImageSource.of(encoded.get(index));
    try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
      return LabelledImage.of(image.toRgbImage(), annotations.get(index));
    }
  }
}
