package io.github.yolonas.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** Where natives are unpacked, and where streams are spooled. */
final class Folders {
  /** What the natives take when unpacked, and some. */
  private static final long CACHE_NEEDS = 1L << 30;

  private static final long SPOOL_NEEDS = 512L << 20;

  private Folders() {}

  static Check cache() {
    String advice =
        "natives take up to %s when unpacked, at the first start; another place is set with"
                .formatted(Size.text(CACHE_NEEDS))
            + " -Dorg.bytedeco.javacpp.cachedir=…";
    try {
      return check("cache", Loader.getCacheDir().toPath(), CACHE_NEEDS, advice);
    } catch (IOException e) {
      return Check.problem("cache", "no folder for it: " + e.getMessage(), advice);
    }
  }

  static Check temporary() {
    return check(
        "temporary",
        Path.of(System.getProperty("java.io.tmpdir")),
        SPOOL_NEEDS,
        "models from streams and addresses are spooled there; another place is set with"
            + " -Djava.io.tmpdir=…");
  }

  /**
   * What is unpacked already can be used without writing: that is no problem, but may become one.
   */
  static Check check(String name, Path folder, long needed, String advice) {
    if (!Files.isDirectory(folder)) {
      return Check.warning(name, folder + ": no such folder", advice);
    }
    long free;
    try {
      free = Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      return Check.warning(name, folder + ": its free space is unknown: " + e, advice);
    }
    boolean writable = Files.isWritable(folder);
    String finding =
        "%s, %s, %s free"
            .formatted(folder, writable ? "writable" : "not writable", Size.text(free));
    return writable && free >= needed
        ? Check.ok(name, finding)
        : Check.warning(name, finding, advice);
  }
}
