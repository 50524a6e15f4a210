package io.github.yolonas.train.metrics;

/**
 * A class of objects in a COCO data set.
 *
 * @param id what annotations and detections call it; any number, gaps are usual
 * @param name for people
 */
public record CocoCategory(long id, String name) {}
