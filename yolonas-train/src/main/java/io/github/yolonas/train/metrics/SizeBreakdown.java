package io.github.yolonas.train.metrics;

/**
 * How objects of one range of sizes went.
 *
 * @param range which sizes
 * @param objects how many there are; one on the bound of two ranges counts in both
 * @param found how many of them were found as what they are, at the thresholds of the analysis
 * @param averagePrecision COCO's, over IoU 0.50 to 0.95; -1 without objects
 * @param averageRecall COCO's, with at most 100 detections; -1 without objects
 */
public record SizeBreakdown(
    AreaRange range, int objects, int found, double averagePrecision, double averageRecall) {}
