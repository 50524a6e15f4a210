package io.github.yolonas.examples.terminal;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Whether a person watches. Java itself can only tell that input and output are both a terminal;
 * progress goes to standard error, and is wanted where output goes to a file.
 */
public final class Terminal {
  private static final int OUTPUT = 1;
  private static final int ERROR = 2;

  private Terminal() {}

  /** Whether standard output is one. */
  public static boolean isOutput() {
    return isTerminal(OUTPUT);
  }

  /** Whether standard error is one. */
  public static boolean isError() {
    return isTerminal(ERROR);
  }

  private static boolean isTerminal(int descriptor) {
    Function function =
        Platform.isWindows()
            ? Function.getFunction("msvcrt", "_isatty")
            : Function.getFunction(Platform.C_LIBRARY_NAME, "isatty");
    return function.invokeInt(new Object[] {descriptor}) != 0;
  }
}
