package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.FormatException;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.RgbImage;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one image of a data set, and at what is said about it. Used by one thread. */
final class ImageExamination {
  private final NamedDataset dataset;
  private final int index;
  private final DatasetDoctorOptions options;
  private final List<DatasetFinding> findings = new ArrayList<>();
  private String name;

  /**
   * What is known of an image.
   *
   * @param dataset name of its data set
   * @param index in the data set
   * @param name of the image
   * @param annotations null if they cannot be read
   * @param fingerprint null if the image cannot be read, or was not
   * @param findings what is wrong
   */
  record Facts(
      String dataset,
      int index,
      String name,
      @Nullable AnnotatedImage annotations,
      @Nullable ImageFingerprint fingerprint,
      List<DatasetFinding> findings) {

    DatasetFinding finding(FindingKind kind, String message) {
      return DatasetFinding.ofImage(kind, dataset, index, name, message);
    }
  }

  ImageExamination(NamedDataset dataset, int index, DatasetDoctorOptions options) {
    this.dataset = dataset;
    this.index = index;
    this.options = options;
    name =
        dataset.dataset() instanceof FileDataset files
            ? files.imageFile(index).toString()
            : "image " + index;
  }

  Facts run() {
    AnnotatedImage annotations = annotations();
    RgbImage image = image(annotations);
    if (annotations != null) {
      BoxChecks.check(annotations, options.boxTolerance(), this::add);
      if (annotations.annotations().isEmpty()) {
        add(FindingKind.UNLABELLED_IMAGE, "no objects");
      }
    }
    if (annotations != null && image != null) {
      compareSizes(annotations, image);
    }
    ImageFingerprint fingerprint = image == null ? null : ImageFingerprint.of(image);
    return new Facts(dataset.name(), index, name, annotations, fingerprint, findings);
  }

  private @Nullable AnnotatedImage annotations() {
    try {
      AnnotatedImage annotations = dataset.dataset().annotations(index);
      name = annotations.name();
      return annotations;
    } catch (ImageReadException e) { // the size of the image is missing
      add(FindingKind.UNREADABLE_IMAGE, String.valueOf(e.getMessage()));
    } catch (FormatException | UncheckedIOException e) {
      add(FindingKind.UNREADABLE_ANNOTATION, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private @Nullable RgbImage image(@Nullable AnnotatedImage annotations) {
    boolean known = findings.stream().anyMatch(f -> f.kind() == FindingKind.UNREADABLE_IMAGE);
    if (known) {
      return null;
    }
    try {
      if (dataset.dataset() instanceof FileDataset files) {
        return options.pixels() ? files.pixels(index) : present(files.imageFile(index));
      }
      boolean readable = options.pixels() && annotations != null;
      return readable ? dataset.dataset().read(index).image() : null;
    } catch (ImageReadException e) {
      add(FindingKind.UNREADABLE_IMAGE, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable RgbImage present(Path file) {
    if (!Files.isRegularFile(file)) {
      add(FindingKind.UNREADABLE_IMAGE, file + ": expected an image file, found none");
    }
    return null;
  }

  private void compareSizes(AnnotatedImage annotations, RgbImage image) {
    int width = annotations.shape().width();
    int height = annotations.shape().height();
    if (width != image.width() || height != image.height()) {
      add(
          FindingKind.SIZE_MISMATCH,
          "size: expected %d×%d pixels, as annotated, found %d×%d"
              .formatted(width, height, image.width(), image.height()));
    }
  }

  private void add(FindingKind kind, String message) {
    findings.add(DatasetFinding.ofImage(kind, dataset.name(), index, name, message));
  }
}
