package io.github.yolonas.train.metrics;

/**
 * An image of a COCO data set.
 *
 * @param id what annotations and detections call it
 * @param fileName its file, below the folder of images; empty if the data set does not say
 * @param width in pixels, or 0 if the data set does not say
 * @param height in pixels, or 0 if the data set does not say
 */
public record CocoImage(long id, String fileName, int width, int height) {}
