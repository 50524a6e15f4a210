package io.github.yolonas.runtime;

import io.github.yolonas.InferenceException;
import java.util.function.Supplier;

/**
 * The one place where LibTorch's errors become ours. JavaCPP throws plain {@link RuntimeException}s
 * whose message is the C++ one followed by a C++ stack, and {@link OutOfMemoryError}s for native
 * memory; our own exceptions, and those of the JDK, pass through.
 */
public final class NativeErrors {
  private NativeErrors() {}

  /** Runs native work; {@code what} begins the message of an error, such as "forward pass". */
  public static <T> T translating(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw e.getClass() == RuntimeException.class ? translated(what, e) : e;
    }
  }

  private static InferenceException translated(String what, RuntimeException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return new InferenceException(what + ": " + message.lines().findFirst().orElse(message), e);
  }
}
