package io.github.yolonas.train.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import io.github.yolonas.train.loss.TargetBatch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes out of a loader, whoever makes it and however often it is broken off. */
@ExtendWith(NativeLeakExtension.class)
@Timeout(120)
class DataLoaderTest {
  static final InputSize SIZE = new InputSize(64, 96);
  static final JpegImages DATA = new JpegImages(11, 120, 90, Set.of());

  static DataLoaderOptions.Builder options() {
    return DataLoaderOptions.builder(SIZE).batchSize(3).shuffle(true).seed(5).workers(2);
  }

  private static DataLoader training(int workers, int prefetch) {
    return new DataLoader(
        DATA,
        options()
            .workers(workers)
            .prefetch(prefetch)
            .augmentation(AugmentationPipeline.training(SIZE))
            .build());
  }

  static List<TrainingBatch> all(Epoch epoch) {
    List<TrainingBatch> batches = new ArrayList<>();
    try (epoch) {
      epoch.forEachRemaining(batches::add);
    }
    return batches;
  }

  static void assertSame(List<TrainingBatch> found, List<TrainingBatch> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).number()).isEqualTo(expected.get(i).number());
      assertThat(found.get(i).indices()).isEqualTo(expected.get(i).indices());
      assertThat(found.get(i).targets()).isEqualTo(expected.get(i).targets());
      assertThat(found.get(i).pixels()).isEqualTo(expected.get(i).pixels());
    }
  }

  @Test
  void anyNumberOfWorkersGivesTheSameBatches() {
    for (int epoch = 0; epoch < 3; epoch++) {
      List<TrainingBatch> alone = all(training(1, 1).epoch(epoch));
      assertSame(all(training(2, 2).epoch(epoch)), alone);
      assertSame(all(training(4, 3).epoch(epoch)), alone);
    }
  }

  @Test
  void goesOnWhereItWasBrokenOff() {
    List<TrainingBatch> whole = all(training(2, 2).epoch(4));
    for (int from = 0; from <= whole.size(); from++) {
      assertSame(all(training(2, 2).epoch(4, from)), whole.subList(from, whole.size()));
    }
  }

  @Test
  void everyEpochShowsEveryImageOnceInItsOwnOrder() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int epoch = 0; epoch < 5; epoch++) {
      List<Integer> order = indices(new DataLoader(DATA, options().build()), epoch);
      assertThat(order)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 11).boxed().toList());
      orders.add(order);
    }
    assertThat(orders).hasSize(5);
    assertThat(indices(new DataLoader(DATA, options().seed(6).build()), 0))
        .isNotEqualTo(indices(new DataLoader(DATA, options().build()), 0));
    assertThat(indices(new DataLoader(DATA, options().shuffle(false).build()), 3)).isSorted();
  }

  private static List<Integer> indices(DataLoader loader, int epoch) {
    return all(loader.epoch(epoch)).stream().flatMap(b -> b.indices().stream()).toList();
  }

  @Test
  void theLastBatchIsSmallerOrLeftOut() {
    DataLoader keeping = new DataLoader(DATA, options().build());
    assertThat(keeping.batchesPerEpoch()).isEqualTo(4);
    assertThat(all(keeping.epoch(0))).extracting(TrainingBatch::size).containsExactly(3, 3, 3, 2);
    DataLoader dropping = new DataLoader(DATA, options().dropLast(true).build());
    assertThat(dropping.batchesPerEpoch()).isEqualTo(3);
    assertThat(all(dropping.epoch(0))).extracting(TrainingBatch::size).containsExactly(3, 3, 3);
  }

  /**
   * 120×90 into 96×64 less 4: factor 2/3, so 80×60 in the middle; every fifth object is a crowd.
   */
  @Test
  void targetsAreTheBoxesOnTheInputWithoutCrowds() {
    TrainingBatch batch =
        all(new DataLoader(DATA, options().shuffle(false).build()).epoch(0)).get(1);
    assertThat(batch.indices()).containsExactly(3, 4, 5);
    assertThat(batch.targets().images()).hasSize(3).allSatisfy(i -> assertThat(i).hasSize(4));
    LabelledObject source = DATA.read(4).objects().get(2);
    TargetBatch.Box target = batch.targets().images().get(1).get(2);
    assertThat(target.label()).isEqualTo(source.label());
    assertThat((float) target.cx()).isEqualTo(source.box().centerX() * 2 / 3 + 8, offset());
    assertThat((float) target.cy()).isEqualTo(source.box().centerY() * 2 / 3 + 2, offset());
    assertThat((float) target.width()).isEqualTo(source.box().width() * 2 / 3, offset());
    assertThat((float) target.height()).isEqualTo(source.box().height() * 2 / 3, offset());
  }

  private static Offset<Float> offset() {
    return Offset.offset(0.01f);
  }

  @Test
  void smallBoxesAreNotTaught() {
    DataLoader strict = new DataLoader(DATA, options().minBoxSide(10).build());
    DataLoader all = new DataLoader(DATA, options().minBoxSide(0).build());
    assertThat(sides(strict)).allMatch(side -> side > 10);
    assertThat(sides(all)).anyMatch(side -> side < 10);
  }

  private static List<Double> sides(DataLoader loader) {
    return all(loader.epoch(0)).stream()
        .flatMap(batch -> batch.targets().images().stream())
        .flatMap(List::stream)
        .map(box -> Math.min(box.width(), box.height()))
        .toList();
  }

  /** In the layout of the network, and each number is its byte over 255. */
  @Test
  void imagesAreTheBytesOver255() {
    TrainingBatch batch = all(training(1, 1).epoch(0)).get(0);
    ByteBuffer bytes = batch.pixels();
    assertThat(bytes.isReadOnly()).isTrue();
    try (PointerScope scope = new PointerScope()) {
      assertThat(scope).isNotNull();
      Tensor images = batch.images(Device.cpu(), ScalarType.Float);
      assertThat(images.sizes().vec().get()).containsExactly(3, 3, 64, 96);
      assertThat(images.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
      float[] numbers = new float[(int) images.numel()];
      new FloatPointer(images.data_ptr()).get(numbers);
      assertThat(numbers).hasSize(bytes.remaining());
      for (int i = 0; i < numbers.length; i++) {
        assertThat(numbers[i]).isEqualTo((float) ((bytes.get(i) & 0xFF) / 255.0));
      }
      assertThat(batch.images(Device.cpu(), ScalarType.BFloat16).scalar_type().intern())
          .isEqualTo(ScalarType.BFloat16);
      assertThatThrownBy(() -> batch.images(Device.auto(), ScalarType.Float))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("device: expected cpu or cuda:N, found auto");
    }
  }

  @Test
  void theAugmentationCanChangeBetweenEpochs() {
    DataLoader loader = training(2, 2);
    AugmentationPipeline calm = loader.options().augmentation().withoutMosaic();
    DataLoader later = loader.withAugmentation(calm);
    assertThat(later.options().augmentation()).isSameAs(calm);
    TrainingBatch before = all(loader.epoch(1)).get(0);
    TrainingBatch after = all(later.epoch(1)).get(0);
    assertThat(after.indices()).isEqualTo(before.indices());
    assertThat(after.pixels()).isNotEqualTo(before.pixels());
  }

  @Test
  void theCacheSavesReadingAndChangesNothing() {
    JpegImages counted = new JpegImages(11, 120, 90, Set.of());
    int imageBytes = 3 * 120 * 90;
    List<TrainingBatch> plain = all(new DataLoader(DATA, options().build()).epoch(1));
    DataLoader cached =
        new DataLoader(counted, options().workers(1).cacheBytes(4L * imageBytes + 1).build());
    all(cached.epoch(0));
    assertThat(counted.reads()).isEqualTo(11);
    assertSame(all(cached.epoch(1)), plain);
    assertThat(counted.reads()).isEqualTo(11 + 7); // four were kept
  }

  @Test
  void theCacheStaysWithinItsBytes() {
    DecodedImageCache cache = new DecodedImageCache(100_000);
    IntStream.range(0, 11).parallel().forEach(i -> cache.get(i % 6, DATA::read));
    assertThat(cache.usedBytes()).isEqualTo(3 * 32_400);
  }

  @Test
  void labelsThatNoClassHasAreRefused() {
    Reading foreign =
        new Reading(
            DATA,
            (data, index) -> {
              LabelledImage image = data.read(index);
              return image.withObjects(List.of(LabelledObject.of(2, image.objects().get(0).box())));
            });
    assertThatThrownBy(
            () -> all(new DataLoader(foreign, options().shuffle(false).build()).epoch(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("jpeg 0: label: expected below the 2 classes of the data set, found 2");
  }

  @Test
  void refusesWhatIsOutOfRange() {
    refused(() -> options().batchSize(0).build(), "batchSize: expected 1 to 4096, found 0");
    refused(() -> options().workers(257).build(), "workers: expected 1 to 256, found 257");
    refused(() -> options().prefetch(0).build(), "prefetch: expected 1 to 64, found 0");
    refused(() -> options().cacheBytes(-1).build(), "cacheBytes: expected 0 or more, found -1");
    refused(
        () -> options().minBoxSide(Double.NaN).build(),
        "minBoxSide: expected 0 or more pixels, found NaN");
    refused(
        () -> DataLoaderOptions.builder(new InputSize(1280, 1280)).batchSize(4096).build(),
        "batchSize: expected at most 2147483647 bytes of pixels in a batch, found 20132659200 for"
            + " 4096 images of 1280×1280");
    refused(
        () -> new DataLoader(DATA, options().batchSize(12).dropLast(true).build()),
        "dataset: expected at least 12 images to fill a batch (dropLast), found 11");
    refused(
        () -> new DataLoader(new JpegImages(0, 1, 1, Set.of()), options().build()),
        "dataset: expected at least 1 images, found 0");
    DataLoader loader = new DataLoader(DATA, options().build());
    refused(() -> loader.epoch(-1), "epoch: expected 0 or more, found -1");
    refused(() -> loader.epoch(0, 5), "fromBatch: expected 0 to 4, found 5");
  }

  private static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void afterTheLastBatchThereIsNone() {
    try (Epoch epoch = new DataLoader(DATA, options().build()).epoch(2, 4)) {
      assertThat(epoch.hasNext()).isFalse();
      assertThatThrownBy(epoch::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("epoch 2: expected one of its batches, found its end");
    }
  }
}
