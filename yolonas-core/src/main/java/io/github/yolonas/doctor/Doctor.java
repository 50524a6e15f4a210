package io.github.yolonas.doctor;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import io.github.yolonas.runtime.LibraryVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;

/**
 * Examines this machine: Java, processor, native libraries, graphics card, memory and folders, and
 * says what is missing and what to add.
 *
 * <pre>{@code
 * System.out.println(Doctor.examine());
 * }</pre>
 *
 * <p>What is missing is what it is there to report: it throws nothing because of that. It loads the
 * native libraries, unpacking them if need be, but no model. Needs Java 17 and this library's own
 * jars; all else may be absent.
 */
public final class Doctor {
  private Doctor() {}

  /** Looks at everything. Takes as long as loading LibTorch does. */
  public static Diagnosis examine() {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok("library", "yolonas " + LibraryVersion.TEXT));
    checks.add(java());
    checks.add(examined("system", Doctor::system));
    checks.add(examined("processor", Processor::check));
    checks.add(natives(NativeLibrary.OPENBLAS));
    checks.add(natives(NativeLibrary.OPENCV));
    Check pytorch = natives(NativeLibrary.PYTORCH);
    checks.add(pytorch);
    if (pytorch.status() != Check.Status.PROBLEM) {
      checks.add(examined("openmp", OpenMp::check));
      checks.add(examined("cuda", Cuda::check));
    }
    checks.add(examined("memory", Memory::check));
    checks.add(examined("cache", Folders::cache));
    checks.add(examined("temporary", Folders::temporary));
    return new Diagnosis(checks);
  }

  /** A check that fails itself is a finding, too. */
  static Check examined(String name, Supplier<Check> check) {
    try {
      NativeDefaults.apply();
      return check.get();
    } catch (RuntimeException | LinkageError e) {
      return Check.warning(name, "cannot be examined: " + e, "");
    }
  }

  private static Check natives(NativeLibrary library) {
    return examined(library.artifact(), () -> Natives.check(library));
  }

  private static Check java() {
    return Check.ok(
        "java",
        "%s, %s, %s; %s"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
  }

  private static Check system() {
    return Check.ok(
        "system",
        String.format(
            Locale.ROOT,
            "%s %s, %s; natives for %s",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"),
            Loader.getPlatform()));
  }
}
