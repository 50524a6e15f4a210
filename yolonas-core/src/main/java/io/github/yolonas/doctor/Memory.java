package io.github.yolonas.doctor;

import org.bytedeco.javacpp.Pointer;

/** The Java heap, for images and results, and what is left beside it, for the network. */
final class Memory {
  /** What loading and a pass of YOLO-NAS S at 640×640 need beside the heap, about. */
  private static final long NETWORK_NEEDS = 600L << 20;

  private Memory() {}

  static Check check() {
    long heap = Runtime.getRuntime().maxMemory();
    long total = Pointer.totalPhysicalBytes();
    long free = Pointer.availablePhysicalBytes();
    return check(heap, total, free);
  }

  static Check check(long heap, long total, long free) {
    String finding =
        "heap up to %s; %s of %s free for the rest, the network included"
            .formatted(Size.text(heap), Size.text(free), Size.text(total));
    return free < NETWORK_NEEDS
        ? Check.warning("memory", finding, "weights and activations need memory beside the heap")
        : Check.ok("memory", finding);
  }
}
