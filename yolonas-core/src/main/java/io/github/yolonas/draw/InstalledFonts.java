package io.github.yolonas.draw;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether this JVM can write on pictures. */
public final class InstalledFonts {
  private static final FontRenderContext SCREEN = new FontRenderContext(null, true, true);

  private InstalledFonts() {}

  /**
   * Tries a font. Without any, each JVM fails in its own way on first use, some of them by an
   * Error.
   *
   * @param what needs it, as the message is to begin: "labels need"
   * @param otherwise what can be done instead of installing one, as the message is to end
   * @throws IllegalStateException if this JVM finds no font at all
   */
  public static void require(Font font, String what, String otherwise) {
    try {
      font.getLineMetrics("x", SCREEN);
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IllegalStateException(
          what
              + " a font, and this JVM finds none: install fontconfig and any TrueType font"
              + " (such as the packages fontconfig and fonts-dejavu-core)"
              + otherwise,
          e);
    }
  }
}
