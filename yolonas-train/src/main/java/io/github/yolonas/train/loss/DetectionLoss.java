package io.github.yolonas.train.loss;

import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A batch's loss.
 *
 * @param total a scalar, with which autograd goes back
 * @param components [4], detached: classification, iou, dfl, each weighted, and their sum
 */
public record DetectionLoss(Tensor total, Tensor components) {

  /**
   * The components as numbers.
   *
   * @param classification weighted
   * @param iou weighted
   * @param dfl weighted
   * @param total their sum
   */
  public record Values(double classification, double iou, double dfl, double total) {}

  /** Reads the components, which waits for the device. */
  public Values values() {
    try (PointerScope scope = new PointerScope()) {
      Tensor host = components.cpu().to(ScalarType.Double);
      double[] values = new double[4];
      new DoublePointer(host.data_ptr()).get(values);
      return new Values(values[0], values[1], values[2], values[3]);
    }
  }

  List<Tensor> tensors() {
    return List.of(total, components);
  }
}
