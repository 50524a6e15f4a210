package io.github.yolonas.preprocess.internal;

import io.github.yolonas.preprocess.NativeLibraryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * A native library, which is two jars: its Java classes, and its natives for this system.
 *
 * <p>Whoever leads users to native code calls {@link #require} before any class of that library is
 * touched. Otherwise the first call would end in an {@code UnsatisfiedLinkError} and each later one
 * in a {@code NoClassDefFoundError}, neither of which says what to add.
 */
public enum NativeLibrary {
  /** Pointers and the loader itself. */
  JAVACPP("org.bytedeco.javacpp.presets.javacpp", "jnijavacpp"),
  /** What OpenCV and LibTorch compute matrices with. */
  OPENBLAS("org.bytedeco.openblas.global.openblas_nolapack", "jniopenblas_nolapack"),
  /** Reads, resizes and writes images. */
  OPENCV("org.bytedeco.opencv.global.opencv_imgcodecs", "jniopencv_imgcodecs"),
  /** The network's operators: LibTorch. */
  PYTORCH("org.bytedeco.pytorch.global.torch", "jnitorch"),
  /** Reads and writes videos; of the module for videos alone. */
  FFMPEG("org.bytedeco.ffmpeg.global.avutil", "jniavutil");

  /** Why a library is not there, and what to do about it. */
  public record Fault(String finding, String advice) {}

  /** LibTorch is built for fewer systems than the others, which are built for these too. */
  private static final List<String> PLATFORMS =
      List.of("linux-x86_64", "macosx-arm64", "macosx-x86_64", "windows-x86_64");

  /** What a jar's natives may be built for beside the plain system. */
  private static final String[] VARIANTS = {"", "-gpu"};

  private static final Set<NativeLibrary> LOADED = ConcurrentHashMap.newKeySet();
  private static final String RESOURCE = "natives.properties";

  private final String entry;
  private final String nativeName;

  NativeLibrary(String entry, String nativeName) {
    this.entry = entry;
    this.nativeName = nativeName;
  }

  private List<NativeLibrary> needed() {
    return switch (this) {
      case JAVACPP, OPENBLAS -> List.of();
      case OPENCV, PYTORCH -> List.of(JAVACPP, OPENBLAS);
      case FFMPEG -> List.of(JAVACPP);
    };
  }

  /** Its name among JavaCPP's artifacts. */
  public String artifact() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The version that this library was built and tested with. */
  public String builtWith() {
    return Objects.requireNonNull(Versions.BUILD.getProperty(artifact()), artifact());
  }

  /**
   * Loads it and what it needs; costs nothing once that is done.
   *
   * @throws NativeLibraryException if that is impossible
   */
  public void require() {
    if (!LOADED.contains(this)) {
      needed().forEach(NativeLibrary::require);
      load().ifPresent(this::fail);
      LOADED.add(this);
    }
  }

  private void fail(Fault fault) {
    throw new NativeLibraryException(
        "native library %s: %s; %s".formatted(artifact(), fault.finding(), fault.advice()));
  }

  /** Loads it, or says what is missing; empty once it is loaded. */
  public Optional<Fault> load() {
    NativeDefaults.apply();
    Class<?> java;
    try {
      java = Class.forName(entry, false, NativeLibrary.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of(withoutJava(e));
    }
    try {
      CacheLock.load(java);
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(hasNatives(java) ? unloadable(e) : withoutNatives());
    }
  }

  private Fault withoutJava(Throwable e) {
    return new Fault(
        "its Java classes are missing: " + e.getMessage(),
        "add %s; %s depends on it: was it excluded?"
            .formatted(coordinates(), this == FFMPEG ? "yolonas-video" : "yolonas-core"));
  }

  private Fault withoutNatives() {
    String platform = Loader.getPlatform();
    String advice =
        this == PYTORCH && !PLATFORMS.contains(platform)
            ? "there are none: it is built for %s alone".formatted(String.join(", ", PLATFORMS))
            : "add %s:%s, or org.bytedeco:%s-platform, which has those of every system"
                .formatted(coordinates(), platform, artifact());
    return new Fault("its natives for %s are missing".formatted(platform), advice);
  }

  private static Fault unloadable(Throwable e) {
    return new Fault(
        "its natives are there but cannot be loaded: " + deepest(e),
        "if no other library above is missing, one of the system's own is, or is too old; or the"
            + " cache below is damaged: delete it");
  }

  /** The Java classes' artifact, as Maven names it. */
  public String coordinates() {
    return "org.bytedeco:%s:%s".formatted(artifact(), builtWith());
  }

  private boolean hasNatives(Class<?> java) {
    return Stream.of(VARIANTS).anyMatch(variant -> hasNatives(java, variant));
  }

  private boolean hasNatives(Class<?> java, String variant) {
    String folder = "/org/bytedeco/%s/%s%s/".formatted(artifact(), Loader.getPlatform(), variant);
    try {
      return Loader.findResource(java, folder + System.mapLibraryName(nativeName)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The version that is there; empty if its jar does not say. */
  public Optional<String> version() {
    try {
      return Optional.ofNullable(Loader.getVersion("org.bytedeco", artifact()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String deepest(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** What the build wrote down. */
  private static final class Versions {
    static final Properties BUILD = read();

    private Versions() {}

    private static Properties read() {
      Properties build = new Properties();
      try (InputStream in = NativeLibrary.class.getResourceAsStream(RESOURCE)) {
        build.load(Objects.requireNonNull(in, RESOURCE));
        return build;
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE, e);
      }
    }
  }
}
