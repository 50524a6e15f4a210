package io.github.yolonas.checkpoint;

import java.io.Closeable;
import java.util.function.Supplier;

/**
 * A file whose structure has been read, while its tensor data still lie in it.
 *
 * @param stateDict the weights, or a {@link CheckpointException} saying why there are none
 * @param resource what is to be closed in the end
 */
record OpenedFile(
    CheckpointFormat format,
    Supplier<StateDict> stateDict,
    CheckpointMetadata metadata,
    Closeable resource) {}
