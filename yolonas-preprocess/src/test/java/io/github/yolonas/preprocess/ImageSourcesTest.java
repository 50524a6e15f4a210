package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class ImageSourcesTest {
  private static final byte[] RGB = Pixels.noise(4, 3);
  private static final byte[] PNG = Encoding.encode("png", RGB, 4, 3);

  @TempDir Path root;

  @BeforeEach
  void makeTree() throws IOException {
    for (String file : List.of("b.png", "a.jpg", "c/d.PNG", "c/e/f.png", "c/note.md", "g[1].png")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.write(root.resolve(file), PNG);
    }
  }

  private List<String> names(Stream<ImageSource> sources) {
    return sources.map(source -> source.name().replace(root + "/", "")).toList();
  }

  private static ImageReadException failure(ImageSource source) {
    try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
      throw new AssertionError(image + " was read");
    } catch (ImageReadException e) {
      return e;
    }
  }

  private static void assertReads(ImageSource source) {
    try (DecodedImage image = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
      assertThat(image.toRgbImage().toRgbBytes()).isEqualTo(RGB);
    }
  }

  @Test
  void aFolderGivesItsOwnImagesByName() {
    assertThat(names(ImageSources.folder(root))).containsExactly("a.jpg", "b.png", "g[1].png");
    ImageSources.folder(root).forEach(ImageSourcesTest::assertReads);
    assertThat(names(ImageSources.folder(root.resolve("c"), file -> file.endsWith("note.md"))))
        .containsExactly("c/note.md");
  }

  @Test
  void aTreeGoesAllTheWayDown() {
    assertThat(names(ImageSources.tree(root)))
        .containsExactly("a.jpg", "b.png", "c/d.PNG", "c/e/f.png", "g[1].png");
    assertThat(names(ImageSources.tree(root, file -> file.toString().endsWith(".md"))))
        .containsExactly("c/note.md");
  }

  @Test
  void linksAreFollowedButNotInCircles() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.write(elsewhere.resolve("h.png"), PNG);
    Path tree = Files.createDirectory(root.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("linked"), elsewhere);
    Files.createSymbolicLink(tree.resolve("circle"), tree);
    Files.createSymbolicLink(root.resolve("link"), tree);
    assertThat(names(ImageSources.tree(root.resolve("link")))).containsExactly("link/linked/h.png");
  }

  @Test
  void aFolderThatMayNotBeListedIsOneBadSource() throws IOException {
    Path closed = Files.createDirectory(root.resolve("c/closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(closed)).as("this user may read anything").isFalse();
      List<ImageSource> sources = ImageSources.tree(root.resolve("c")).toList();
      assertThat(sources).hasSize(3);
      assertThat(failure(sources.get(0))).hasMessageContaining("closed: it cannot be listed");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.png|b.png g[1].png",
        "?.*|a.jpg b.png",
        "{a,b}.*|a.jpg b.png",
        "**/*.png|b.png c/e/f.png g[1].png",
        "c/**/*.{png,PNG}|c/d.PNG c/e/f.png",
        "c/*/*|c/e/f.png",
        "*/d.PNG|c/d.PNG",
        "*.gif|''",
      })
  void patternsChooseFiles(String pattern, String files) {
    assertThat(String.join(" ", names(ImageSources.glob(root + "/" + pattern)))).isEqualTo(files);
  }

  @Test
  void aPatternMayStartInTheWorkingFolder() {
    assertThat(ImageSources.glob("*.xml").map(ImageSource::name)).contains("pom.xml");
  }

  @Test
  void aMalformedPatternIsExplained() {
    assertThatThrownBy(() -> ImageSources.glob(root + "/{a.png"))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("{a.png: the pattern is malformed");
    assertThatThrownBy(() -> ImageSources.glob(root + "/absent/*.png"))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("absent: there is no such folder");
  }

  private Path zip(String... entries) throws IOException {
    Path archive = root.resolve("all.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(PNG);
      }
    }
    return archive;
  }

  @Test
  void anArchiveGivesItsImages() throws IOException {
    Path archive = zip("x/ü.png", "b.jpg", "../up.png", "readme.md", "__MACOSX/._b.jpg", "y.png/");
    List<ImageSource> sources = ImageSources.zip(archive).toList();
    assertThat(names(sources.stream()))
        .containsExactly("all.zip!/../up.png", "all.zip!/b.jpg", "all.zip!/x/ü.png");
    for (int i = 0; i < 2; i++) {
      sources.forEach(ImageSourcesTest::assertReads);
    }
  }

  /** A few kilobytes that unpack to gigabytes stop at the limit. */
  @Test
  void anEntryUnpacksToNoMoreThanTheLimit() throws IOException {
    Path archive = root.resolve("bomb.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("zeros.png"));
      zip.write(new byte[5_000_000]);
    }
    ImageSource bomb = ImageSources.zip(archive).findFirst().orElseThrow();
    ImageReadOptions options = ImageReadOptions.defaults().withMaxBytes(100_000);
    assertThatThrownBy(() -> ImageDecoder.decode(bomb, options))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("bomb.zip!/zeros.png: more than maxBytes = 100000 bytes");
  }

  @Test
  void aZipWithTextInNoUtf8IsRefused() throws IOException {
    Path archive = root.resolve("strange.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      ZipEntry entry = new ZipEntry("a.png");
      entry.setComment("\u00e9");
      zip.putNextEntry(entry);
    }
    String bytes = Files.readString(archive, StandardCharsets.ISO_8859_1);
    Files.writeString(
        archive, bytes.replace("\u00c3\u00a9", "\u00c3("), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> ImageSources.zip(archive))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("strange.zip: text in it is not in UTF-8");
  }

  @Test
  void anArchiveThatWentAwayIsABadSource() throws IOException {
    ImageSource source = ImageSources.zip(zip("a.png")).findFirst().orElseThrow();
    Files.delete(root.resolve("all.zip"));
    assertThat(failure(source)).hasMessageContaining("all.zip!/a.png: there is no such file");
  }

  @Test
  void aListNamesImagesBesideIt() throws IOException {
    Path list = root.resolve("c/list.txt");
    Files.writeString(
        list,
        "# mine\n\n  d.PNG\r\n" + root + "/b.png\n*/*.png\nhttp://127.0.0.1:9/x.png\nlist.txt");
    List<ImageSource> sources = ImageSources.list(list).toList();
    assertThat(names(sources.stream()))
        .containsExactly("c/d.PNG", "b.png", "c/e/f.png", "http://127.0.0.1:9/x.png", "c/list.txt");
    assertThat(failure(sources.get(4))).hasMessageContaining("the content is not an image");
    Files.write(list, "ü.png".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ImageSources.list(list)).hasMessageContaining("it is no text");
  }

  @Test
  void aNameIsWhateverItIs() throws IOException {
    zip("z.png");
    Files.writeString(root.resolve("l.txt"), "b.png");
    assertThat(names(ImageSources.named(root + "/c"))).containsExactly("c/d.PNG");
    assertThat(names(ImageSources.named(root + "/c", true)))
        .containsExactly("c/d.PNG", "c/e/f.png");
    assertThat(names(ImageSources.named(root + "/all.zip"))).containsExactly("all.zip!/z.png");
    assertThat(names(ImageSources.named(root + "/l.txt"))).containsExactly("b.png");
    assertThat(names(ImageSources.named(root + "/*.jpg"))).containsExactly("a.jpg");
    assertThat(names(ImageSources.named(root + "/g[1].png"))).containsExactly("g[1].png");
    assertThat(names(ImageSources.named(root.resolve("b.png").toUri().toString())))
        .containsExactly("b.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|the name is empty",
        "no.png|there is no such file",
        "no/*.png|there is no such folder",
        "*.tiff|no file is called so",
        "empty|the folder holds no image",
        "broken.zip|zip",
        "absent.zip|there is no such file",
        "empty.txt|the list is empty",
        "{a|the pattern is malformed",
        "ftp://host/a.png|the scheme ftp",
        "http://a host/x.png|Illegal character in authority",
        "file:x.png|not hierarchical",
      })
  void whatMeansNothingSaysSoWhenItIsRead(String name, String reason) throws IOException {
    Files.createDirectory(root.resolve("empty"));
    Files.writeString(root.resolve("broken.zip"), "no archive");
    Files.writeString(root.resolve("empty.txt"), "\n");
    boolean local = !name.isEmpty() && !name.contains(":");
    List<ImageSource> sources = ImageSources.named(local ? root + "/" + name : name).toList();
    assertThat(sources).hasSize(1);
    assertThat(failure(sources.get(0))).hasMessageContaining(reason);
  }
}
