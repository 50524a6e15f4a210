package io.github.yolonas.preprocess.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;

/** What went wrong with a file, as words for a message. */
public final class IoErrors {
  private IoErrors() {}

  /**
   * The file system's exceptions often say it by their class alone, and an interrupt not at all;
   * Java's image writers keep a full disk for the cause.
   */
  public static String reason(IOException e) {
    String own = ownReason(e);
    if (e.getCause() instanceof IOException cause) {
      String deeper = reason(cause);
      return own.contains(deeper) ? own : own + ": " + deeper;
    }
    return own;
  }

  private static String ownReason(IOException e) {
    if (e instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    String kind = e.getClass().getSimpleName();
    if (e.getMessage() == null) {
      return kind;
    }
    return e instanceof FileSystemException ? e.getMessage() + " (" + kind + ")" : e.getMessage();
  }
}
