package io.github.yolonas.train.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.ChildJvm;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Native memory does not grow over epochs, taken to their end or not. */
class LoaderMemoryTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final InputSize SIZE = new InputSize(160, 160);

  /** Every third epoch is broken off, every image in eight is broken. */
  static final class Loading {
    private Loading() {}

    public static void main(String[] args) throws IOException {
      DataLoader loader =
          new DataLoader(
              new JpegImages(16, 320, 240, Set.of(3, 9)),
              DataLoaderOptions.builder(SIZE)
                  .batchSize(4)
                  .shuffle(true)
                  .workers(2)
                  .augmentation(AugmentationPipeline.training(SIZE))
                  .badImages(BadImagePolicy.SKIP)
                  .build());
      load(loader, 0, 15);
      long objects = Pointer.totalCount();
      long before = ChildJvm.memory("VmRSS");
      load(loader, 15, 75);
      System.out.println("objects=" + (Pointer.totalCount() - objects));
      System.out.println("growth=" + (ChildJvm.memory("VmRSS") - before));
    }

    private static void load(DataLoader loader, int from, int to) {
      for (int number = from; number < to; number++) {
        try (Epoch epoch = loader.epoch(number)) {
          int batches = number % 3 == 0 ? 1 : loader.batchesPerEpoch();
          for (int i = 0; i < batches; i++) {
            epoch.next();
          }
        }
      }
    }
  }

  /** About 900 images, of which each leaked one would be some 4 MB. */
  @Test
  @Timeout(600)
  void sixtyEpochs() throws Exception {
    List<String> output = ChildJvm.run(Loading.class);
    assertThat(ChildJvm.number(output, "objects")).isZero();
    assertThat(ChildJvm.number(output, "growth")).isLessThan(16 * MEBIBYTE);
  }
}
