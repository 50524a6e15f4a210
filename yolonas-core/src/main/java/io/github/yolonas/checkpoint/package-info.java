/**
 * Checkpoint files in and out: PyTorch's {@code .pth} and {@code .pt}, and {@code .safetensors}.
 *
 * <p>{@link io.github.yolonas.checkpoint.Checkpoint} opens a file and lists its tensors without
 * reading them; {@link io.github.yolonas.checkpoint.CheckpointWriter} writes files that the
 * original reads. Everything here is plain Java: no code that a file names is ever run, and what a
 * file claims is checked before memory is spent on it.
 */
@NullMarked
package io.github.yolonas.checkpoint;

import org.jspecify.annotations.NullMarked;
