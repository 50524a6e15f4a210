package io.github.yolonas.train.data;

import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Path;

/**
 * A data set whose images are files, so that they can be copied without being encoded anew, and
 * looked at even where their annotations cannot be read.
 */
public interface FileDataset extends Dataset {
  /**
   * Where an image is, or should be: nothing is opened.
   *
   * @param index from 0, below {@link #size}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  Path imageFile(int index);

  /**
   * Decodes an image, whatever its annotations say.
   *
   * @param index from 0, below {@link #size}
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws io.github.yolonas.preprocess.ImageReadException if the image cannot be read
   */
  RgbImage pixels(int index);
}
