package io.github.yolonas.postprocess;

import java.util.Set;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Which classes are asked for, as a mask. */
final class ClassFilter {
  private ClassFilter() {}

  /**
   * Makes the mask on the scores' own device: a copy from the host would have to be waited for.
   *
   * @param scores [.., classes]
   * @return [classes], bool
   */
  static Tensor mask(Set<Integer> asked, Tensor scores) {
    long classes = scores.size(scores.dim() - 1);
    TensorOptions there =
        new TensorOptions(ScalarType.Bool).device(new DeviceOptional(scores.device()));
    Tensor mask = torch.zeros(new long[] {classes}, there);
    for (int index : asked) {
      Ranges.below("classes", classes, index);
      mask.select(0, index).fill_(new Scalar(1));
    }
    return mask;
  }
}
