package io.github.yolonas.train.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SyntheticDatasetTest {
  private static final int DIGESTED = 60;

  private static final SyntheticDataset DATASET =
      new SyntheticDataset(SyntheticOptions.builder().size(2000).seed(7).build());

  /**
   * Every background, symbol, style and loss is among these images. If this fails, all that was
   * ever measured on synthetic images was measured on others: change it only if they are to change.
   */
  @Test
  void theImagesAreTheOnesTheyHaveAlwaysBeen() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < DIGESTED; i++) {
      digest.update(digest(DATASET.read(i)));
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("a052757cf3402d4c0490a5b355146e392cc1761f86e864ec648bda7c0b4ca4db");
  }

  @Test
  void threadsAndOrderDoNotMatter() throws Exception {
    List<byte[]> inOrder = new ArrayList<>();
    for (int i = 0; i < DIGESTED; i++) {
      inOrder.add(digest(DATASET.read(i)));
    }
    List<Callable<byte[]>> backwards = new ArrayList<>();
    for (int i = DIGESTED - 1; i >= 0; i--) {
      int index = i;
      backwards.add(() -> digest(new SyntheticDataset(DATASET.options()).read(index)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<byte[]>> found = threads.invokeAll(backwards);
      for (int i = 0; i < DIGESTED; i++) {
        assertThat(found.get(DIGESTED - 1 - i).get()).as("image %d", i).isEqualTo(inOrder.get(i));
      }
    } finally {
      threads.shutdown();
    }
  }

  private static byte[] digest(LabelledImage image) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(image.image().toRgbBytes());
    for (LabelledObject object : image.objects()) {
      BoundingBox box = object.box();
      ByteBuffer numbers = ByteBuffer.allocate(20).putInt(object.label());
      numbers.putFloat(box.x1()).putFloat(box.y1()).putFloat(box.x2()).putFloat(box.y2());
      digest.update(numbers.array());
    }
    return digest.digest();
  }

  @Test
  void imagesOfAllSeedsAndIndexesAreDifferent() throws Exception {
    Set<String> digests = new HashSet<>();
    for (long seed : new long[] {-1, 0, 1, 2, Long.MIN_VALUE}) {
      SyntheticDataset dataset =
          new SyntheticDataset(SyntheticOptions.builder().size(20).seed(seed).build());
      for (int i = 0; i < 20; i++) {
        digests.add(HexFormat.of().formatHex(digest(dataset.read(i))));
      }
    }
    assertThat(digests).hasSize(100);
  }

  @Test
  void annotationsAloneAreThoseOfTheImage() {
    for (int i = 0; i < 30; i++) {
      AnnotatedImage annotations = DATASET.annotations(i);
      LabelledImage image = DATASET.read(i);
      assertThat(annotations.shape().width()).isEqualTo(image.image().width());
      assertThat(annotations.shape().height()).isEqualTo(image.image().height());
      assertThat(LabelledImage.of(image.image(), annotations)).isEqualTo(image);
    }
  }

  @Test
  void allClassesAreEquallyFrequent() {
    int[] counts = new int[DATASET.classNames().size()];
    for (int i = 0; i < DATASET.size(); i++) {
      for (Annotation annotation : DATASET.annotations(i).annotations()) {
        assertThat(annotation.object().className())
            .isEqualTo(DATASET.classNames().get(annotation.object().label()));
        counts[annotation.object().label()]++;
      }
    }
    double mean = Arrays.stream(counts).average().orElseThrow();
    assertThat(mean).isGreaterThan(500);
    // Four standard deviations of a count of some 640 are 16 %.
    for (int count : counts) {
      assertThat(count / mean).as("shares of %s", Arrays.toString(counts)).isBetween(0.84, 1.16);
    }
  }

  @Test
  void sizesAndCountsKeepToTheirRangesAndReachTheirEnds() {
    Set<Integer> counts = new HashSet<>();
    Set<Integer> widths = new HashSet<>();
    for (int i = 0; i < DATASET.size(); i++) {
      AnnotatedImage image = DATASET.annotations(i);
      counts.add(image.annotations().size());
      widths.add(image.shape().width());
      assertThat(image.shape().width()).isBetween(240, 480);
      assertThat(image.shape().height()).isBetween(240, 480);
      for (Annotation annotation : image.annotations()) {
        BoundingBox box = annotation.object().box();
        assertThat(annotation.crowd()).isFalse();
        assertThat(box).isEqualTo(box.clip(image.shape()));
        assertThat(Math.max(box.width(), box.height())).isGreaterThan(4);
      }
    }
    assertThat(counts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(widths).contains(240, 480).hasSize(241);
  }

  @Test
  void someClassesOnOneSizeOfImage() {
    SyntheticDataset dataset =
        new SyntheticDataset(
            SyntheticOptions.builder()
                .size(40)
                .width(IntRange.of(96))
                .height(IntRange.of(64))
                .objects(IntRange.of(1))
                .classNames(List.of("star", "circle"))
                .build());
    Set<Integer> labels = new HashSet<>();
    for (int i = 0; i < dataset.size(); i++) {
      LabelledImage image = dataset.read(i);
      assertThat(image.image().width()).isEqualTo(96);
      assertThat(image.image().height()).isEqualTo(64);
      assertThat(image.objects()).hasSize(1);
      labels.add(image.objects().get(0).label());
    }
    assertThat(labels).containsExactlyInAnyOrder(0, 1);
    assertThat(dataset.classNames()).containsExactly("star", "circle");
  }

  @Test
  void indexesBeyondTheLastAreRefused() {
    assertThatThrownBy(() -> DATASET.read(2000)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> DATASET.annotations(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
