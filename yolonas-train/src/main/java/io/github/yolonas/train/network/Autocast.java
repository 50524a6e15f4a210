package io.github.yolonas.train.network;

import io.github.yolonas.Device;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * While it is open, this thread's convolutions compute in bf16 from fp32 parameters: faster where
 * the processor or card has units for it. Gradients and parameters stay fp32. Only the forward pass
 * belongs inside: autograd goes back the way it came.
 *
 * <pre>{@code
 * try (Autocast bf16 = Autocast.bf16(Device.cpu())) {
 *   predictions = network.forward(images, Mode.TRAINING);
 * }
 * }</pre>
 */
public final class Autocast implements AutoCloseable {
  private final DeviceType device;
  private final boolean wasEnabled;
  private final ScalarType previous;

  private Autocast(DeviceType device) {
    this.device = device;
    wasEnabled = torch.is_autocast_enabled(device);
    previous = torch.get_autocast_dtype(device);
    torch.set_autocast_dtype(device, ScalarType.BFloat16);
    torch.set_autocast_enabled(device, true);
  }

  /** Begins, for operators on a device, which must not be {@code AUTO}. */
  public static Autocast bf16(Device device) {
    return new Autocast(
        switch (device.kind()) {
          case CPU -> DeviceType.CPU;
          case CUDA -> DeviceType.CUDA;
          case AUTO -> throw new IllegalArgumentException("device: expected cpu or cuda:N");
        });
  }

  /** Ends: everything is as it was before. */
  @Override
  public void close() {
    torch.set_autocast_enabled(device, wasEnabled);
    torch.set_autocast_dtype(device, previous);
    torch.clear_cache();
  }
}
