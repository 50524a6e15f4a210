package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.explain.ModelExplanation;

/**
 * A model that is ready to predict.
 *
 * @param settings everything but its weights
 * @param detector its weights, to be closed
 * @param device where it runs, never {@code AUTO}
 * @param precision what it computes in, never {@code AUTO}
 * @param pipeline predicts with both
 * @param explanation what it does, and who decided it
 */
public record LoadedModel(
    ModelSettings settings,
    Detector detector,
    Device device,
    Precision precision,
    Pipeline pipeline,
    ModelExplanation explanation) {}
