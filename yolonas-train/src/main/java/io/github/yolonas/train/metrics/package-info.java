/**
 * How good detections are: COCO's twelve numbers, the original's {@code DetectionMetrics}, what was
 * confused, missed and made up, and a report with pictures. Works on files alone, without a model
 * and without native code.
 */
package io.github.yolonas.train.metrics;
