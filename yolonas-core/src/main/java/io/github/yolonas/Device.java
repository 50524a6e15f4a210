package io.github.yolonas;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model runs. Immutable.
 *
 * @param kind processor, graphics card, or whichever is there
 * @param index which graphics card, from 0; 0 for the others
 */
public record Device(Kind kind, int index) implements Serializable {
  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /** Sorts of device. */
  public enum Kind {
    /** The processor. */
    CPU,
    /** An NVIDIA graphics card. */
    CUDA,
    /** The first graphics card if LibTorch can use one, else the processor. */
    AUTO
  }

  /** Checks that the index fits the kind. */
  public Device {
    if (index < 0 || (kind != Kind.CUDA && index != 0)) {
      throw new IllegalArgumentException(
          "index: expected 0 (or more for CUDA), found %d for %s".formatted(index, kind));
    }
  }

  /** The processor. */
  public static Device cpu() {
    return new Device(Kind.CPU, 0);
  }

  /**
   * An NVIDIA graphics card.
   *
   * @param index which one, from 0
   */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, index);
  }

  /** The first graphics card if there is one and LibTorch's CUDA natives are, else the CPU. */
  public static Device auto() {
    return new Device(Kind.AUTO, 0);
  }

  /**
   * Reads what {@link #toString} writes: {@code cpu}, {@code cuda}, {@code cuda:1}, {@code auto}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Device parse(String text) {
    Matcher cuda = CUDA.matcher(text);
    if (cuda.matches()) {
      return cuda(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    return switch (text) {
      case "cpu" -> cpu();
      case "auto" -> auto();
      default ->
          throw new IllegalArgumentException(
              "device: expected cpu, cuda:N or auto, found '" + text + "'");
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
      case AUTO -> "auto";
    };
  }
}
