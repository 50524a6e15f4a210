package io.github.yolonas.train.data;

import java.nio.file.Path;

/**
 * What a conversion has written. Immutable.
 *
 * @param folder where the data set is; {@link DetectionDatasets#open(Path)} opens it
 * @param images how many images it describes
 * @param objects how many objects it holds
 * @param crowdsLeftOut objects that are not taught and that the format cannot mark as such
 */
public record DatasetConversion(Path folder, int images, long objects, long crowdsLeftOut) {}
