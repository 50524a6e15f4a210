package io.github.yolonas.model;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Puts every weight where it will run: dtype, device, and channels-last layout, in which both
 * oneDNN and cuDNN run convolutions without reordering them at each pass.
 *
 * @param deviceName as LibTorch spells it: {@code cpu}, {@code cuda:0}
 */
public record Placement(ScalarType dtype, String deviceName) implements LeafTransform {

  @Override
  public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
    return leaf.map(this::place);
  }

  @Override
  public Shortcut shortcut(Shortcut leaf) {
    return leaf.map(this::place);
  }

  private Tensor place(Tensor tensor) {
    MemoryFormat layout = tensor.dim() == 4 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
    return tensor.to(new Device(deviceName), dtype, false, false, new MemoryFormatOptional(layout));
  }
}
