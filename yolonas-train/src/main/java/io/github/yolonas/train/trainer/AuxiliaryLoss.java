package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.TargetBatch;
import io.github.yolonas.train.network.NetworkOutput;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Something that is minimised beside the loss of the labels, such as the distance to a teacher. */
@FunctionalInterface
public interface AuxiliaryLoss {

  /**
   * The loss of a batch, already weighted.
   *
   * @param images [N, C, H, W], as the network sees them
   * @param student what the network made of them, which autograd follows
   * @param targets what there is on them
   * @return a scalar in the caller's scope
   */
  Tensor compute(Tensor images, NetworkOutput student, TargetBatch targets);

  /**
   * The same in its parts, for the logs; what a trainer asks for.
   *
   * @param images [N, C, H, W], as the network sees them
   * @param student what the network made of them, which autograd follows
   * @param targets what there is on them
   * @return scalars in the caller's scope, by the names that logs give them; their sum is the loss.
   *     By default one part, {@code auxiliary}
   */
  default Map<String, Tensor> terms(Tensor images, NetworkOutput student, TargetBatch targets) {
    return Map.of("auxiliary", compute(images, student, targets));
  }

  /**
   * What the loss itself has to learn. The trainer's optimizer moves it with the network, and it is
   * saved with the state of the training and restored from it; the tensors stay the loss's.
   *
   * @return parameters by names of their own, always the same and in the same order, on the
   *     network's device; by default none
   */
  default Map<String, Tensor> parameters() {
    return Map.of();
  }

  /**
   * What must not change between a training and the one that goes on with it, on one line; by
   * default nothing but that there is such a loss.
   */
  default String description() {
    return "a loss";
  }
}
