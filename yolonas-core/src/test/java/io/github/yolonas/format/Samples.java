package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Images with anything in them that a format must hold. */
final class Samples {
  /** Names with what CSV, XML and JSON treat in special ways, in several scripts. */
  static final List<String> NAMES =
      List.of("cat", "traffic light", "a,b \"c\"", "<&> ü", "歩行者", "سيارة");

  private Samples() {}

  /** Random images, named by their files; some have nothing in them. */
  static List<AnnotatedImage> images(long seed, int count, boolean scored) {
    Random random = new Random(seed);
    List<AnnotatedImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ImageShape shape = new ImageShape(1 + random.nextInt(4000), 1 + random.nextInt(8000));
      List<Annotation> annotations = new ArrayList<>();
      for (int k = random.nextInt(6); k > 0; k--) {
        annotations.add(Annotation.of(object(random, shape, scored)));
      }
      AnnotatedImage image =
          new AnnotatedImage(String.format(Locale.ROOT, "%05d.jpg", i), shape, annotations);
      images.add(AnnotatedImage.of(image.name(), image.prediction()));
    }
    return images;
  }

  private static Detection object(Random random, ImageShape shape, boolean scored) {
    float x1 = (random.nextFloat() * 1.2f - 0.1f) * shape.width();
    float y1 = (random.nextFloat() * 1.2f - 0.1f) * shape.height();
    float x2 = x1 + random.nextFloat() * shape.width() * 0.5f;
    float y2 = y1 + random.nextFloat() * shape.height() * 0.5f;
    int label = random.nextInt(NAMES.size());
    float score = scored ? random.nextFloat() : 1;
    return new Detection(label, NAMES.get(label), score, new BoundingBox(x1, y1, x2, y2));
  }

  /** One image with one object. */
  static AnnotatedImage image(String name, Detection... objects) {
    return new AnnotatedImage(
        name, new ImageShape(480, 640), List.of(objects).stream().map(Annotation::of).toList());
  }

  static Detection object(int label, float score, float x1, float y1, float x2, float y2) {
    return new Detection(label, NAMES.get(label), score, new BoundingBox(x1, y1, x2, y2));
  }

  static String text(DetectionFormat format, List<AnnotatedImage> images) {
    StringWriter text = new StringWriter();
    try (DetectionWriter writer = format.writer(text)) {
      images.forEach(writer::write);
    }
    return text.toString();
  }

  /** Runs where numbers have other digits and another decimal point. */
  static void inArabic(Runnable task) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      task.run();
    } finally {
      Locale.setDefault(before);
    }
  }
}
