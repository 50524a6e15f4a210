/**
 * Images with labels, to learn from and to be measured by.
 *
 * <p>{@link io.github.yolonas.train.data.Dataset} is the door: whatever can give an image and the
 * objects on it by index can be trained on.
 *
 * <p>Files become data sets by {@link io.github.yolonas.train.data.DetectionDatasets}; {@link
 * io.github.yolonas.train.data.DatasetDoctor} finds what is wrong with them, {@link
 * io.github.yolonas.train.data.DatasetSplit} parts them, {@link
 * io.github.yolonas.train.data.DatasetConverter} writes them in another format.
 */
@NullMarked
package io.github.yolonas.train.data;

import org.jspecify.annotations.NullMarked;
