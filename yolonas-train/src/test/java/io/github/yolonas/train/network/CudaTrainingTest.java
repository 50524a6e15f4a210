package io.github.yolonas.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.Device;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.loss.PPYoloELoss;
import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.loss.Predictions;
import io.github.yolonas.train.optim.AdamW;
import io.github.yolonas.train.optim.ParameterGroup;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On a graphics card a network learns the same as on the processor. */
@Tag("gpu")
class CudaTrainingTest {
  private static final PPYoloELoss LOSS = new PPYoloELoss(PPYoloELossOptions.defaults());
  private static final int STEPS = 5;

  @BeforeEach
  void requireDevice() {
    assumeTrue(torch.cuda_is_available(), "skipped: there is no CUDA device");
    torch.globalContext().setAllowTF32CuDNN(false);
  }

  @Test
  void fp64LosesTheSame() {
    assertThat(losses(Device.cuda(0), ParameterType.FP64, false))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-8 ? 0 : 1)
        .containsExactlyElementsOf(losses(Device.cpu(), ParameterType.FP64, false));
  }

  @Test
  void fp32LosesWhatFp64Does() {
    List<Double> expected = losses(Device.cpu(), ParameterType.FP64, false);
    List<Double> found = losses(Device.cuda(0), ParameterType.FP32, false);
    for (int i = 0; i < STEPS; i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-4));
    }
  }

  @Test
  void bf16LosesNearlyTheSame() {
    List<Double> expected = losses(Device.cpu(), ParameterType.FP64, false);
    List<Double> found = losses(Device.cuda(0), ParameterType.FP32, true);
    for (int i = 0; i < STEPS; i++) {
      assertThat(found.get(i)).isCloseTo(expected.get(i), within(0.15));
    }
  }

  private static List<Double> losses(Device device, ParameterType type, boolean bf16) {
    NetworkOptions options = NetworkOptions.builder().device(device).parameterType(type).build();
    List<Double> losses = new ArrayList<>();
    try (TrainableNetwork network = TinyTraining.load("init_state_dict.pth", options);
        AdamW adam = new AdamW(ParameterGroup.of(network, 1e-5), 5e-4, AdamW.Options.defaults());
        PointerScope scope = new PointerScope()) {
      Tensor images =
          TinyTraining.images(type)
              .to(new org.bytedeco.pytorch.Device(device.toString()), type.scalarType());
      for (int i = 0; i < STEPS; i++) {
        network.clearGradients();
        losses.add(step(network, images, device, bf16));
        adam.step();
      }
    }
    return losses;
  }

  private static double step(TrainableNetwork network, Tensor images, Device device, boolean bf16) {
    try (PointerScope scope = new PointerScope()) {
      DetectionLoss loss =
          LOSS.compute(forward(network, images, device, bf16), TinyTraining.targets());
      loss.total().backward();
      return loss.values().total();
    }
  }

  private static Predictions forward(
      TrainableNetwork network, Tensor images, Device device, boolean bf16) {
    if (!bf16) {
      return network.forward(images, Mode.TRAINING);
    }
    try (Autocast autocast = Autocast.bf16(device)) {
      return network.forward(images, Mode.TRAINING);
    }
  }
}
