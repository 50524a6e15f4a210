package io.github.yolonas;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.RgbImage;

/**
 * The part of an image that a detection covers.
 *
 * @param detection what was found
 * @param image its pixels, those that lie inside of the whole image
 */
public record Crop(Detection detection, RgbImage image) {}
