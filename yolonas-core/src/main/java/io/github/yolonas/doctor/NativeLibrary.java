package io.github.yolonas.doctor;

import io.github.yolonas.runtime.LibraryVersion;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/** A native library, which is two jars: its Java classes, and its natives for this system. */
enum NativeLibrary {
  OPENBLAS("org.bytedeco.openblas.global.openblas_nolapack", "jniopenblas_nolapack"),
  OPENCV("org.bytedeco.opencv.global.opencv_imgcodecs", "jniopencv_imgcodecs"),
  PYTORCH("org.bytedeco.pytorch.global.torch", "jnitorch");

  /** What a jar's natives may be built for beside the plain system. */
  private static final String[] VARIANTS = {"", "-gpu"};

  private final String entry;
  private final String nativeName;

  NativeLibrary(String entry, String nativeName) {
    this.entry = entry;
    this.nativeName = nativeName;
  }

  private String artifact() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Loads it, or says what is missing. */
  Check check() {
    Class<?> java;
    try {
      java = Class.forName(entry, false, NativeLibrary.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return Check.problem(
          artifact(),
          "its Java classes are missing: " + e.getMessage(),
          "add %s; yolonas-core depends on it: was it excluded?".formatted(coordinates("")));
    }
    try {
      Loader.load(java);
    } catch (LinkageError | RuntimeException e) {
      return hasNatives(java) ? unloadable(e) : withoutNatives();
    }
    return loaded(version());
  }

  private Check withoutNatives() {
    String platform = Loader.getPlatform();
    return Check.problem(
        artifact(),
        "its natives for %s are missing".formatted(platform),
        "add %s, or org.bytedeco:%s-platform, which has those of every system"
            .formatted(coordinates(":" + platform), artifact()));
  }

  private Check unloadable(Throwable e) {
    return Check.problem(
        artifact(),
        "its natives are there but cannot be loaded: " + deepest(e),
        "if no other library above is missing, one of the system's own is, or is too old; or the"
            + " cache below is damaged: delete it");
  }

  Check loaded(Optional<String> version) {
    String tested = LibraryVersion.builtWith(artifact());
    String finding = version.orElse("version unknown") + ", loaded";
    return version.isEmpty() || version.get().equals(tested)
        ? Check.ok(artifact(), finding)
        : Check.warning(
            artifact(), finding, "this library was built and tested with " + coordinates(""));
  }

  private String coordinates(String classifier) {
    return "org.bytedeco:%s:%s%s"
        .formatted(artifact(), LibraryVersion.builtWith(artifact()), classifier);
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

  private Optional<String> version() {
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
}
