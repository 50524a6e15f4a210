package io.github.yolonas.preprocess;

/**
 * What to do with the orientation a camera stored in the EXIF data. One policy for every format and
 * every kind of source.
 */
public enum ExifOrientation {
  /** Turn the pixels upright, as viewers show the image; boxes then fit what a person sees. */
  APPLY,
  /** Take the pixels as stored, as the original does. */
  IGNORE
}
