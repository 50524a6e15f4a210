package io.github.yolonas.train.loader;

import io.github.yolonas.train.augment.SeedMixer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** In which order an epoch shows the images: every one once. */
final class SampleOrder {
  /** Apart from the indices of images, which are the other seeds of an epoch. */
  private static final long SHUFFLING = -1;

  private SampleOrder() {}

  static int[] of(int size, DataLoaderOptions options, int epoch) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    if (options.shuffle()) {
      SplittableRandom random =
          new SplittableRandom(SeedMixer.mix(options.seed(), epoch, SHUFFLING));
      for (int last = size - 1; last > 0; last--) { // Fisher and Yates
        int other = random.nextInt(last + 1);
        int swapped = order[last];
        order[last] = order[other];
        order[other] = swapped;
      }
    }
    return order;
  }
}
