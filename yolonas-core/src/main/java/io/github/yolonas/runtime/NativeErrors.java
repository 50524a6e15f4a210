package io.github.yolonas.runtime;

import io.github.yolonas.InferenceException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The one place where LibTorch's errors become ours. JavaCPP throws plain {@link RuntimeException}s
 * whose message is the C++ one followed by a C++ stack, and {@link OutOfMemoryError}s for native
 * memory; our own exceptions, and those of the JDK, pass through.
 */
public final class NativeErrors {
  /** That memory ran out, in the words of LibTorch's allocators and of NVIDIA's libraries. */
  private static final Pattern OUT_OF_MEMORY =
      Pattern.compile(
          "out of memory|ALLOC_FAILED|can't allocate memory|not enough memory",
          Pattern.CASE_INSENSITIVE);

  private NativeErrors() {}

  /** Runs native work; {@code what} begins the message of an error, such as "forward pass". */
  public static <T> T translating(String what, Supplier<T> work) {
    return translating(what, () -> "this", work);
  }

  /**
   * Runs native work on something of a size.
   *
   * @param what begins the message of an error
   * @param size names what was too large if memory runs out, such as "8 images of 640×640"
   */
  public static <T> T translating(String what, Supplier<String> size, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw e.getClass() == RuntimeException.class ? translated(what, size, e) : e;
    }
  }

  private static InferenceException translated(
      String what, Supplier<String> size, RuntimeException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    String firstLine = message.lines().findFirst().orElse(message);
    String explained =
        OUT_OF_MEMORY.matcher(firstLine).find()
            ? "%s needs more memory than there is: %s".formatted(size.get(), firstLine)
            : firstLine;
    return new InferenceException(what + ": " + explained, e);
  }
}
