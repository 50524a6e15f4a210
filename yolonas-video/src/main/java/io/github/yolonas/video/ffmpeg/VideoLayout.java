package io.github.yolonas.video.ffmpeg;

/**
 * Size and pace of a video to write.
 *
 * @param width of its pictures
 * @param height of its pictures
 * @param rateNum frames in {@code rateDen} seconds
 * @param rateDen at least 1
 */
public record VideoLayout(int width, int height, int rateNum, int rateDen) {}
