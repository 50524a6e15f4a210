package io.github.yolonas.examples.soak;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Structure;

/**
 * What native code holds by malloc. Resident memory also has what was freed and kept for the next
 * request, which an allocator with many threads may gather for hours; this has not, and so tells a
 * leak from a hoard.
 */
final class NativeHeap {
  private static final String CALL = "mallinfo2";

  private NativeHeap() {}

  /** Fields and their order are those of glibc's {@code struct mallinfo2}, all in bytes. */
  @Structure.FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static final class Info extends Structure implements Structure.ByValue {
    public long arena;
    public long ordblks;
    public long smblks;
    public long hblks;

    /** Of large blocks, mapped one by one. */
    public long hblkhd;

    public long usmblks;
    public long fsmblks;

    /** Of the others that are in use, in all arenas. */
    public long uordblks;

    public long fordblks;
    public long keepcost;
  }

  /** Whether this C library can tell: glibc 2.33 or later, 64 bits. */
  static boolean isKnown() {
    if (!Platform.isLinux() || !Platform.is64Bit()) {
      return false;
    }
    try {
      return NativeLibrary.getProcess().getFunction(CALL) != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  static double inUseMib() {
    Function mallinfo = NativeLibrary.getProcess().getFunction(CALL);
    Info info = (Info) mallinfo.invoke(Info.class, new Object[0]);
    return (info.uordblks + info.hblkhd) / (1024.0 * 1024.0);
  }
}
