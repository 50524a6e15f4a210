package io.github.yolonas.train.network;

import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * How feature maps and kernels lie in memory. The mathematics is the same, rounding is not.
 *
 * <p>LibTorch's batch norm over channels-last maps on the CPU sums each channel plainly; over
 * channels-first maps it sums in a tree, whose error is some thirty times smaller. In fp32 a
 * handful of steps therefore stays much closer to the original's in the layout that the original
 * has.
 */
public enum MemoryLayout {
  /** The channels of a pixel side by side: the fastest, on processors and cards alike. */
  CHANNELS_LAST(MemoryFormat.ChannelsLast),
  /** One channel after the other, as the original trains. */
  CHANNELS_FIRST(MemoryFormat.Contiguous);

  private final MemoryFormat format;

  MemoryLayout(MemoryFormat format) {
    this.format = format;
  }

  MemoryFormat format() {
    return format;
  }
}
