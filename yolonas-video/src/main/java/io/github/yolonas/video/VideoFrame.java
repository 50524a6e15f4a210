package io.github.yolonas.video;

import io.github.yolonas.preprocess.RgbImage;
import java.time.Duration;

/**
 * One frame. Immutable, free of native memory.
 *
 * @param index from 0, counting all frames of the video
 * @param timestamp when it is shown, since the first frame
 * @param image its pixels as displayed
 */
public record VideoFrame(long index, Duration timestamp, RgbImage image) {}
