package io.github.yolonas.preprocess.internal;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has OpenMP's threads sleep, after a moment of spinning, where they wait for each other.
 *
 * <p>LibTorch splits an operator among a team of threads, which meet at a barrier hundreds of times
 * in a pass. By default they wait for the last one by spinning. As soon as another program takes
 * one of the cores, threads that spin keep the one they wait for from running, and a pass takes
 * many times longer. Sleeping cures that, but to be woken takes longer than many a small operator
 * does, of which a training step has thousands. So a thread spins for some ten microseconds first:
 * too short to keep anybody waiting, and long enough for the gap between two operators.
 *
 * <p>OpenMP reads {@code OMP_WAIT_POLICY}, and GNU's also {@code GOMP_SPINCOUNT}, once, from the
 * process's own environment, when its library loads. Java cannot write there; so this sets it
 * natively, unless the user has, and before any class of LibTorch or OpenCV is used. Where another
 * library has loaded OpenMP already, it is too late, and nothing changes.
 */
final class OpenMpWaiting {
  private static final Logger LOG = LoggerFactory.getLogger(OpenMpWaiting.class);

  /** What a user sets to {@code false} to leave the process's environment alone. */
  static final String PROPERTY = "yolonas.openmp.passive";

  private static final String POLICY = "OMP_WAIT_POLICY";
  private static final String SPINS = "GOMP_SPINCOUNT";
  private static final String FEW = "1000";

  private OpenMpWaiting() {}

  static void makePassive() {
    if (Platform.isWindows() || !Boolean.parseBoolean(System.getProperty(PROPERTY, "true"))) {
      return;
    }
    try {
      if (policy().isEmpty()) { // a count would overrule the policy that a user has set
        set(SPINS, FEW);
        set(POLICY, "PASSIVE");
      }
    } catch (LinkageError e) { // no C library to call, or an application that leaves JNA out
      LOG.debug("{} stays as it is: {}", POLICY, e.getMessage());
    }
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
