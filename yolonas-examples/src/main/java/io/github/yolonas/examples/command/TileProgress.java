package io.github.yolonas.examples.command;

import io.github.yolonas.ProgressListener;
import java.util.OptionalLong;

/**
 * Counts the tiles of one image after the other, so that a bar over several images never goes back.
 * How many tiles the images to come have is not known before they are read: the total grows.
 */
final class TileProgress implements ProgressListener {
  private final ProgressListener all;
  private long before;

  TileProgress(ProgressListener all) {
    this.all = all;
  }

  @Override
  public void progressed(long done, OptionalLong total) {
    long ofImage = total.orElse(done);
    all.progressed(before + done, OptionalLong.of(before + ofImage));
    if (done == ofImage) {
      before += ofImage;
    }
  }
}
