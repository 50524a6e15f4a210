package io.github.yolonas.explain;

import java.util.Set;

/**
 * Which boxes become detections, unless a prediction's own options say otherwise. Immutable.
 *
 * @param conf least score, 0 to 1
 * @param iou overlap above which non-maximum suppression drops the weaker box, 0 to 1
 * @param nmsTopK candidates that go into non-maximum suppression
 * @param maxPredictions most detections of one image
 * @param multiLabelPerBox whether one box may carry several classes
 * @param classAgnosticNms whether boxes of different classes suppress each other
 * @param classes names of the only classes wanted; empty for all
 */
public record Thresholds(
    Chosen<Double> conf,
    Chosen<Double> iou,
    Chosen<Integer> nmsTopK,
    Chosen<Integer> maxPredictions,
    Chosen<Boolean> multiLabelPerBox,
    Chosen<Boolean> classAgnosticNms,
    Chosen<Set<String>> classes) {}
