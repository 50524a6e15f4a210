package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.preprocess.ExifOrientation;
import picocli.CommandLine.Option;

/** Whether images are turned; for commands that read image files, which alone have such a tag. */
final class ExifArgument {
  @Option(
      names = "--exif",
      paramLabel = "apply|ignore",
      description = "Whether images are turned as their EXIF tag says (default apply).")
  private ExifOrientation exif = ExifOrientation.APPLY;

  /** The same options with this. */
  PredictOptions with(PredictOptions options) {
    return options.toBuilder().exif(exif).build();
  }
}
