package io.github.yolonas.examples.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A mount namespace of Linux of a child's own, in which even a user without rights may mount: what
 * is mounted there nobody else sees, and it goes with the child.
 */
final class PrivateMounts {
  private PrivateMounts() {}

  /** Skips the calling test where the kernel does not allow it. */
  static void assumePossible(Path folder) {
    Assumptions.assumeTrue(
        ChildProcess.succeeds(unshare("mount -t tmpfs none '" + folder + "'", "true")),
        "skipped: no private mount namespaces here");
  }

  /**
   * Runs a shell script in the namespace.
   *
   * @param script what to do first
   * @param command what runs then, to which a child's own command is appended
   */
  static String[] unshare(String script, String... command) {
    String[] all = new String[command.length + 8];
    all[0] = "unshare";
    all[1] = "--user";
    all[2] = "--map-root-user";
    all[3] = "--mount";
    all[4] = "sh";
    all[5] = "-c";
    all[6] = script + " && exec \"$@\"";
    all[7] = "sh";
    System.arraycopy(command, 0, all, 8, command.length);
    return all;
  }
}
