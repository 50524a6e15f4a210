package io.github.yolonas.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ResultWriteException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // extension, first bytes, most mean difference of a sample
    "png, 89504E47, 0",
    "bmp, 424D, 0",
    "tif, , 0",
    "tiff, , 0",
    "jpg, FFD8FF, 1.5",
    "jpeg, FFD8FF, 1.5",
    "JPG, FFD8FF, 1.5",
    "gif, 474946, 12",
  })
  void eachFormatReadsBack(String extension, @Nullable String magic, double difference)
      throws IOException {
    BufferedImage image = gradient();
    Path file = folder.resolve("out." + extension);
    ImageFile.of(file).write(image);
    assertThat(meanDifference(image, read(file))).isLessThanOrEqualTo(difference);
    String begin = hex(Files.readAllBytes(file));
    if (magic == null) {
      assertThat(begin).matches("(49492A00|4D4D002A).*");
    } else {
      assertThat(begin).startsWith(magic);
    }
  }

  @Test
  void jpegHasTheQualityItIsSaidTo() throws IOException {
    Path file = folder.resolve("out.jpg");
    ImageFile.of(file).write(gradient());
    byte[] jpeg = Files.readAllBytes(file);
    int table = 0;
    while ((jpeg[table] & 0xFF) != 0xFF || (jpeg[table + 1] & 0xFF) != 0xDB) {
      table++;
    }
    // Annex K's first luminance step is 16; quality q scales it by 2 (1 - q).
    assertThat(jpeg[table + 5]).isEqualTo((byte) Math.round(16 * 2 * (1 - 0.95)));
  }

  @ParameterizedTest
  @CsvSource({
    "out, none",
    "out.webp, .webp",
    "out.png.bak, .bak",
    "out., .",
    ".hidden, .hidden",
    "archive.jpg.gz, .gz",
  })
  void otherExtensionsAreRefusedByName(String name, String found) {
    assertThatThrownBy(() -> ImageFile.of(folder.resolve(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            name
                + ": expected an extension among .jpg, .jpeg, .png, .bmp, .gif, .tif, .tiff, found "
                + found);
  }

  @Test
  void replacesAnExistingFile() throws IOException {
    Path file = Files.writeString(folder.resolve("out.png"), "old");
    ImageFile.of(file).write(gradient());
    assertThat(meanDifference(gradient(), read(file))).isZero();
    assertThat(names()).containsExactly("out.png");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    Path file = folder.resolve("no/such/out.png");
    assertThatThrownBy(() -> ImageFile.of(file).write(gradient()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessage(
            "%s: expected an existing folder to write in, found no %s", file, file.getParent());
  }

  @Test
  void aFolderThatIsAFileIsNamed() throws IOException {
    Path notFolder = Files.writeString(folder.resolve("x"), "");
    Path file = notFolder.resolve("out.png");
    assertThatThrownBy(() -> ImageFile.of(file).write(gradient()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessage(
            "%s: expected an existing folder to write in, found the file %s", file, notFolder);
  }

  @Test
  void aFolderInTheFilesPlaceIsNamed() throws IOException {
    Path file = Files.createDirectory(folder.resolve("out.png"));
    assertThatThrownBy(() -> ImageFile.of(file).write(gradient()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessage(file + ": expected a file to write, found a directory");
  }

  @Test
  void aWriteProtectedFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("out.png"), "old");
    Assumptions.assumeTrue(
        file.toFile().setWritable(false) && !Files.isWritable(file),
        "skipped: this user may write to protected files");
    assertThatThrownBy(() -> ImageFile.of(file).write(gradient()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessage(file + ": exists and is write-protected");
    assertThat(file).hasContent("old");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileSystemThatRefusesIsReported() {
    Path file = Path.of("/proc/self/out.png");
    assertThatThrownBy(() -> ImageFile.of(file).write(gradient()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageStartingWith(file + ": cannot be written: ")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void nothingRemainsWhenTheFileCannotTakeItsPlace() throws IOException {
    Path file = folder.resolve("x".repeat(300) + ".png");
    assertThatThrownBy(() -> ImageFile.of(file).write(gradient()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "tif"}) // the GIF encoder copies pixels unseen
  void theOldFileStaysWhenEncodingFailsHalfWay(String extension) throws IOException {
    Path file = Files.writeString(folder.resolve("out." + extension), "old");
    assertThatThrownBy(() -> ImageFile.of(file).write(new BrokenImage()))
        .hasStackTraceContaining("broken half way");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("out." + extension);
  }

  @Test
  void writesIntoFileSystemsOfAnyKind() throws IOException {
    Path zip = folder.resolve("results.zip");
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = files.getPath("out.png");
      ImageFile.of(file).write(gradient());
      assertThat(meanDifference(gradient(), read(file))).isZero();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static BufferedImage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Objects.requireNonNull(ImageIO.read(in));
    }
  }

  private static BufferedImage gradient() {
    BufferedImage image = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 90; y++) {
      for (int x = 0; x < 160; x++) {
        image.setRGB(x, y, x << 16 | (2 * y) << 8 | (255 - x));
      }
    }
    return image;
  }

  private static double meanDifference(BufferedImage a, BufferedImage b) {
    assertThat(b.getWidth()).isEqualTo(a.getWidth());
    assertThat(b.getHeight()).isEqualTo(a.getHeight());
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((a.getRGB(x, y) >> shift & 0xFF) - (b.getRGB(x, y) >> shift & 0xFF));
        }
      }
    }
    return sum / (3.0 * a.getWidth() * a.getHeight());
  }

  private static String hex(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append("%02X".formatted(bytes[i]));
    }
    return text.toString();
  }

  /** An image whose lower half cannot be read. */
  private static final class BrokenImage extends BufferedImage {
    BrokenImage() {
      super(400, 400, TYPE_INT_RGB);
    }

    @Override
    public Raster getData(Rectangle area) {
      check(area.y + area.height);
      return super.getData(area);
    }

    @Override
    public Raster getTile(int x, int y) {
      throw new IllegalStateException("broken half way");
    }

    @Override
    public WritableRaster copyData(@Nullable WritableRaster target) {
      throw new IllegalStateException("broken half way");
    }

    @Override
    public WritableRaster getRaster() {
      throw new IllegalStateException("broken half way");
    }

    private static void check(int bottom) {
      if (bottom > 200) {
        throw new IllegalStateException("broken half way");
      }
    }
  }
}
