package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import java.util.List;

/**
 * Images with what there is on them, by index. Implementations are safe to read from any number of
 * threads at once, and give the same image for the same index each time.
 *
 * <p>One interface for a folder of files, a database or images that are made when asked for: a
 * training asks for nothing more.
 */
public interface Dataset {

  /** The classes, in the order of labels. */
  List<String> classNames();

  /** How many images there are. */
  int size();

  /**
   * What there is on an image, without its pixels: cheap, nothing is decoded.
   *
   * @param index from 0, below {@link #size}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  AnnotatedImage annotations(int index);

  /**
   * An image with what there is on it. Decodes the image.
   *
   * @param index from 0, below {@link #size}
   * @throws IndexOutOfBoundsException if there is no such image
   * @throws io.github.yolonas.preprocess.ImageReadException if the image cannot be read
   */
  LabelledImage read(int index);
}
