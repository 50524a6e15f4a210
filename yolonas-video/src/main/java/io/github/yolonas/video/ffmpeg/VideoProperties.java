package io.github.yolonas.video.ffmpeg;

import java.util.OptionalLong;

/**
 * What a container says of its video.
 *
 * @param width as displayed
 * @param height as displayed
 * @param rateNum frames in {@code rateDen} seconds
 * @param rateDen at least 1
 * @param frames how many there are, if stated
 * @param nanos the length, if stated
 * @param rotation clockwise, in degrees, already applied to the size
 * @param codec the name of the compression
 * @param hasAudio whether there is sound beside it
 */
public record VideoProperties(
    int width,
    int height,
    int rateNum,
    int rateDen,
    OptionalLong frames,
    OptionalLong nanos,
    int rotation,
    String codec,
    boolean hasAudio) {}
