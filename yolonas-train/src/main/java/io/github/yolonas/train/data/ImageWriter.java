package io.github.yolonas.train.data;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.draw.ImageFile;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings images into a folder.
 *
 * @param transfer how
 * @param folder where to; it exists
 */
record ImageWriter(ImageTransfer transfer, Path folder) {

  void write(Dataset dataset, int index, String name) {
    if (transfer == ImageTransfer.NONE) {
      return;
    }
    Path target = folder.resolve(name);
    if (dataset instanceof FileDataset files) {
      transfer(files.imageFile(index), target);
    } else {
      ImageFile.of(target).write(dataset.read(index).image().toBufferedImage());
    }
  }

  private void transfer(Path file, Path target) {
    try {
      if (transfer == ImageTransfer.LINK) {
        Path absolute = file.toRealPath();
        AtomicFile.write(target, part -> Files.createSymbolicLink(part, absolute));
      } else {
        AtomicFile.write(target, part -> Files.copy(file, part));
      }
    } catch (IOException | UnsupportedOperationException e) { // the latter where links are unknown
      String reason = e instanceof IOException io ? IoErrors.reason(io) : "links are not supported";
      throw new ResultWriteException(
          "%s: %s of %s cannot be written: %s"
              .formatted(
                  target, transfer == ImageTransfer.LINK ? "a link" : "a copy", file, reason),
          e);
    }
  }
}
