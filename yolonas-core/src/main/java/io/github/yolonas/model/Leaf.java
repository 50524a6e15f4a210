package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** A node that holds weights. Everything else in the tree is topology. */
public interface Leaf {

  /** Its place in the checkpoint, such as {@code backbone.stage1.blocks.conv1}. */
  String name();

  /** Its weights, in no owner's hands but the network's. */
  List<Tensor> tensors();

  /** Everything native that it holds: its tensors, or what they were packed into. */
  default List<Pointer> owned() {
    return List.copyOf(tensors());
  }

  /** Bytes of its weights. */
  default long byteCount() {
    return tensors().stream().mapToLong(Tensor::nbytes).sum();
  }
}
