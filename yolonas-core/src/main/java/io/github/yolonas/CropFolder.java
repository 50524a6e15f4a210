package io.github.yolonas;

import io.github.yolonas.draw.ImageFile;
import io.github.yolonas.file.FileStem;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Crops as files, in a folder for each class. */
final class CropFolder {
  private CropFolder() {}

  static List<Path> save(Path folder, String source, Stream<Crop> crops) {
    List<Path> files = new ArrayList<>();
    for (Iterator<Crop> each = crops.iterator(); each.hasNext(); ) {
      Crop crop = each.next();
      Path classFolder = folder.resolve(FileStem.safe(crop.detection().className()));
      create(classFolder);
      String name =
          String.format(Locale.ROOT, "%s-%03d.png", FileStem.of(source), files.size() + 1);
      Path file = classFolder.resolve(name);
      ImageFile.of(file).write(crop.image().toBufferedImage());
      files.add(file);
    }
    return files;
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ResultWriteException(folder + ": cannot be created: " + IoErrors.reason(e), e);
    }
  }
}
