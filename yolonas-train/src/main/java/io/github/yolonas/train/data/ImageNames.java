package io.github.yolonas.train.data;

import io.github.yolonas.file.FileStem;
import io.github.yolonas.preprocess.ImageFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A file name for each image of a data set: of its own on any system, even without extension. */
final class ImageNames {
  private final List<String> names = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private ImageNames() {}

  static ImageNames of(Dataset dataset) {
    ImageNames names = new ImageNames();
    for (int i = 0; i < dataset.size(); i++) {
      names.add(dataset, i);
    }
    return names;
  }

  String get(int index) {
    return names.get(index);
  }

  private void add(Dataset dataset, int index) {
    String name = dataset.annotations(index).name();
    String plain = FileStem.of(name);
    String stem = plain;
    if (taken.contains(key(stem))) {
      String path = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
      stem = FileStem.safe(path);
    }
    for (int k = 2; !taken.add(key(stem)); k++) {
      stem = FileStem.safe(k + "_" + plain);
    }
    String extension = extension(dataset, index);
    names.add(extension.isEmpty() ? stem : stem + "." + extension);
  }

  private static String key(String stem) {
    return stem.toLowerCase(Locale.ROOT);
  }

  private static String extension(Dataset dataset, int index) {
    if (dataset instanceof FileDataset files) {
      return ImageFiles.extension(files.imageFile(index).toString());
    }
    return "png";
  }
}
