package io.github.yolonas.explain;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;

/**
 * Where and how the network computes. Immutable.
 *
 * @param device where; never {@code AUTO}
 * @param precision in what numbers; never {@code AUTO}
 * @param kernels by whose code, in words
 * @param threads on how many threads a pass runs, on the CPU
 * @param batchSize most images of one pass
 */
public record ExecutionExplanation(
    Chosen<Device> device,
    Chosen<Precision> precision,
    Chosen<String> kernels,
    Chosen<Integer> threads,
    Chosen<Integer> batchSize) {}
