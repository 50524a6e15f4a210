package io.github.yolonas.doctor;

import io.github.yolonas.preprocess.internal.NativeLibrary;
import java.util.Optional;

/** Whether a native library can be loaded, and in which version. */
final class Natives {
  private Natives() {}

  /** Loads it, or says what is missing. */
  static Check check(NativeLibrary library) {
    return library
        .load()
        .map(fault -> Check.problem(library.artifact(), fault.finding(), fault.advice()))
        .orElseGet(() -> loaded(library, library.version()));
  }

  static Check loaded(NativeLibrary library, Optional<String> version) {
    String finding = version.orElse("version unknown") + ", loaded";
    return version.isEmpty() || version.get().equals(library.builtWith())
        ? Check.ok(library.artifact(), finding)
        : Check.warning(
            library.artifact(),
            finding,
            "this library was built and tested with " + library.coordinates());
  }
}
