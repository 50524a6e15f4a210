package io.github.yolonas.video.ffmpeg;

/**
 * The first thing that was wrong with a video.
 *
 * @param reason in words
 * @param frames how many had been decoded by then
 * @param nanos the time of the last of them since the first
 */
public record Damage(String reason, long frames, long nanos) {}
