package io.github.yolonas.preprocess.internal;

import java.util.Locale;

/**
 * Prepares the process before native libraries load: lifts JavaCPP's memory limits, and says how
 * OpenMP's threads wait ({@link OpenMpWaiting}).
 *
 * <p>JavaCPP counts native memory against the Java heap: by default it refuses an allocation once
 * its own buffers exceed the heap's maximum ({@code maxBytes}), or once the whole process exceeds
 * four times that ({@code maxPhysicalBytes}). A network's weights and activations live outside the
 * heap, so an application with a small heap, {@code -Xmx64m} say, would die of "Physical memory
 * usage is too high" with gigabytes free. The limits exist for code that leaves native objects to
 * the garbage collector; ours frees each one itself, so they can only do harm. They also cost time:
 * the process's size is read at every allocation.
 *
 * <p>JavaCPP reads both properties once, when its {@code Pointer} class loads. Every class through
 * which native code can be reached therefore calls {@link #apply()} in its static initialiser. What
 * the user has set stays.
 */
public final class NativeDefaults {
  private static final String[] LIMITS = {"maxPhysicalBytes", "maxBytes"};

  private static boolean settled;
  private static boolean spinsLong;

  private NativeDefaults() {}

  /**
   * How OpenMP's threads wait, as native code sees it; empty if nothing is set.
   *
   * @throws LinkageError if JNA is not there to ask
   */
  public static String waitPolicy() {
    return OpenMpWaiting.policy();
  }

  /**
   * Whether OpenMP's threads were told to spin long while there are no more of them than
   * processors. Whoever sees that others need the processors has to see to it that there are.
   */
  public static synchronized boolean spinsLong() {
    return spinsLong;
  }

  /** Sets the defaults that the user has not set. Idempotent; any thread may call it. */
  public static synchronized void apply() {
    if (!settled) {
      settled = true;
      spinsLong = OpenMpWaiting.settle();
    }
    for (String limit : LIMITS) {
      String property = "org.bytedeco.javacpp." + limit;
      // JavaCPP accepts, and prefers, the name in its case above over the one in lower case.
      String lowerCase = property.toLowerCase(Locale.ROOT);
      if (System.getProperty(property) == null && System.getProperty(lowerCase) == null) {
        System.setProperty(property, "0");
      }
    }
  }
}
