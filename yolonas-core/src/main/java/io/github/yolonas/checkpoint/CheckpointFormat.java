package io.github.yolonas.checkpoint;

/** The file formats that {@link Checkpoint} recognises, by their content. */
public enum CheckpointFormat {
  /** What {@code torch.save} has written since PyTorch 1.6: a zip of a pickle and raw storages. */
  PYTORCH_ZIP,
  /** What {@code torch.save} wrote before: five pickles, then the raw storages. */
  PYTORCH_LEGACY,
  /** A JSON header, then the raw tensors: {@code .safetensors}. */
  SAFETENSORS,
  /** A zip with compiled code beside its weights: {@code torch.jit.save}. */
  TORCHSCRIPT
}
