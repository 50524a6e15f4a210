package io.github.yolonas.train.loss;

/** Chooses for each anchor the object that it shall find, or none. Stateless, thread-safe. */
public sealed interface Assigner permits TaskAlignedAssigner, AtssAssigner {

  /**
   * Assigns the objects of a batch. Nothing is recorded for autograd.
   *
   * @param candidates what is predicted; device and dtype of the result are its
   * @param truth what there is
   * @return tensors in the caller's scope
   * @throws IllegalArgumentException if there are fewer anchors than candidates are to be chosen
   */
  AssignmentResult assign(Candidates candidates, GroundTruth truth);
}
