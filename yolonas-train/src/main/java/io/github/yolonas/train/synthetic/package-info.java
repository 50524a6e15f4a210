/**
 * Images that are made by code: printed symbols on varied backgrounds, with exact boxes.
 *
 * <p>Enough of them for a small detector to be trained and measured, with nothing to download and
 * nobody's rights to ask for. {@link io.github.yolonas.train.synthetic.SyntheticDataset} is the
 * door.
 */
@NullMarked
package io.github.yolonas.train.synthetic;

import org.jspecify.annotations.NullMarked;
