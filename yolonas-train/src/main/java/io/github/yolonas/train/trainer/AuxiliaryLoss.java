package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.Predictions;
import io.github.yolonas.train.loss.TargetBatch;
import org.bytedeco.pytorch.Tensor;

/** Something that is minimised beside the loss of the labels, such as the distance to a teacher. */
public interface AuxiliaryLoss {

  /**
   * The loss of a batch, already weighted.
   *
   * @param images [N, C, H, W], as the network sees them
   * @param student what the network made of them, which autograd follows
   * @param targets what there is on them
   * @return a scalar in the caller's scope
   */
  Tensor compute(Tensor images, Predictions student, TargetBatch targets);
}
