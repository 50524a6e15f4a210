package io.github.yolonas.train.recipe;

import io.github.yolonas.train.data.Dataset;
import java.util.Optional;

/** A phase's data sets, opened. */
record PhaseDatasets(Dataset train, Optional<Dataset> validation) {}
