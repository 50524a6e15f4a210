package io.github.yolonas.preprocess.internal;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long OpenMP's threads spin, where they wait for each other, before they sleep.
 *
 * <p>LibTorch splits an operator among a team of threads, which meet at a barrier hundreds of times
 * in a pass. Alone on a machine they should spin there: to be woken takes longer than many a small
 * operator does. But as soon as another program takes one of the cores, threads that spin keep the
 * one they wait for from running, and a pass takes many times longer.
 *
 * <p>GNU's OpenMP has two counts: a long one, and a short one for times when it manages more
 * threads than there are processors. Who can bring such times about ({@link
 * NativeDefaults#spinsLong}) may have the long one, which lasts some tenths of a millisecond: more
 * than the gap between any two operators. Where that cannot be done, because this JVM has been
 * given fewer cores than the process sees, threads spin for some ten microseconds only.
 *
 * <p>OpenMP reads {@code OMP_WAIT_POLICY}, and GNU's also {@code GOMP_SPINCOUNT}, once, from the
 * process's own environment, when its library loads. Java cannot write there; so this sets it
 * natively, unless the user has, and before any class of LibTorch or OpenCV is used. Where another
 * library has loaded OpenMP already, it is too late, and nothing changes.
 */
final class OpenMpWaiting {
  private static final Logger LOG = LoggerFactory.getLogger(OpenMpWaiting.class);

  /** What a user sets to {@code false} to leave the process's environment alone. */
  static final String PROPERTY = "yolonas.openmp.waiting";

  private static final String POLICY = "OMP_WAIT_POLICY";
  private static final String SPINS = "GOMP_SPINCOUNT";
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PROCESSORS = "Cpus_allowed_list:";

  private OpenMpWaiting() {}

  /** Whether threads now spin long when they are alone, and few times otherwise. */
  static boolean settle() {
    if (Platform.isWindows() || !Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
      return false;
    }
    try {
      // A count would overrule the policy that a user has set.
      return policy().isEmpty()
          && settle(Runtime.getRuntime().availableProcessors() == processors());
    } catch (LinkageError e) { // no C library to call, or an application that leaves JNA out
      LOG.debug("{} stays as it is: {}", POLICY, e.getMessage());
      return false;
    }
  }

  private static boolean settle(boolean canBeCutShort) {
    boolean ours = spins().isEmpty();
    set(SPINS, canBeCutShort ? "10000" : "1000");
    set(POLICY, canBeCutShort ? "ACTIVE" : "PASSIVE");
    return ours && canBeCutShort;
  }

  /** How many GNU's OpenMP believes to have; 0 where it is not used. */
  private static int processors() {
    if (!Platform.isLinux()) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(PROCESSORS))
          .mapToInt(line -> count(line.substring(PROCESSORS.length()).strip()))
          .sum();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{}: {}", STATUS, e.getMessage());
      return 0;
    }
  }

  /** Of processors such as {@code 0-3,8}. */
  static int count(String list) {
    int count = 0;
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", -1);
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }

  private static void set(String name, String value) {
    int keepWhatIsSet = 0;
    int failure =
        Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
            .invokeInt(new Object[] {name, value, keepWhatIsSet});
    LOG.debug("{}: {}", name, failure == 0 ? "set unless it was" : "cannot be set");
  }

  /** The policy as native code sees it; empty if there is none. */
  static String policy() {
    return get(POLICY);
  }

  /** How often a thread looks before it sleeps, likewise. */
  static String spins() {
    return get(SPINS);
  }

  private static String get(String name) {
    String value =
        (String)
            Function.getFunction(Platform.C_LIBRARY_NAME, "getenv")
                .invoke(String.class, new Object[] {name});
    return value == null ? "" : value;
  }
}
