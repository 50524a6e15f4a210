package io.github.yolonas.bench;

/**
 * One number beside the comparison.
 *
 * @param key in JSON, such as {@code nms.1000x80}
 * @param label for people
 * @param value the number
 * @param unit of it, such as {@code ms}; empty for a ratio
 */
record Figure(String key, String label, double value, String unit) {}
