package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.OptionalStreamGuard;
import org.bytedeco.pytorch.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * One of LibTorch's streams. On a graphics card each model has its own, from LibTorch's pool, which
 * owns them. The CPU has but one, of which LibTorch accepts everything and does nothing; so what
 * runs on a graphics card runs in every test.
 *
 * <p>This is LibTorch's interface to streams of any device, which its CPU build has too. The one
 * that is CUDA's own has natives of its own, which come with the CUDA build alone.
 *
 * <p>All threads of a model share the stream. So a pass may read what another has made, such as
 * anchor points, and LibTorch may give memory that one pass has freed to the next without waiting:
 * in one stream everything happens in the order in which it was queued.
 *
 * @param type the device's kind
 * @param deviceIndex which of its kind; -1 for the CPU
 * @param id LibTorch's number of the stream
 */
record StreamLane(DeviceType type, byte deviceIndex, long id) implements Lane {

  /** A lane of a resolved device, for a model whose weights are there already. */
  static StreamLane of(Device device) {
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Device there = new org.bytedeco.pytorch.Device(device.toString());
      return device.kind() == Device.Kind.CUDA
          ? onCuda(device, there)
          : of(new Stream(Stream.Default.DEFAULT, there));
    }
  }

  /**
   * Weights were laid out in the default stream, which others do not wait for; so that is done once
   * here. And fp32 is to mean fp32: by default cuDNN computes an fp32 convolution in TF32, which
   * has 10 bits of mantissa. LibTorch has only one switch for that, the whole process's.
   */
  private static StreamLane onCuda(Device device, org.bytedeco.pytorch.Device there) {
    Context context = torch.globalContext();
    context.setAllowTF32CuDNN(false);
    torch.cuda_synchronize(device.index());
    return of(torch.getDeviceGuardImpl(DeviceType.CUDA).getStreamFromGlobalPool(there));
  }

  private static StreamLane of(Stream stream) {
    return new StreamLane(stream.device_type().intern(), stream.device_index(), stream.id());
  }

  @Override
  public Turn enter() {
    try (Stream stream = Stream.unpack3(id, deviceIndex, type)) {
      return new StreamTurn(new OptionalStreamGuard(stream));
    }
  }

  @Override
  public boolean queues() {
    return type != DeviceType.CPU;
  }

  /** The guard sets the thread's current device and stream, and sets them back when it is freed. */
  private record StreamTurn(OptionalStreamGuard guard) implements Turn {

    @Override
    public Tensor toHost(Tensor tensor) {
      return tensor.cpu();
    }

    @Override
    public void close() {
      guard.close();
    }
  }
}
