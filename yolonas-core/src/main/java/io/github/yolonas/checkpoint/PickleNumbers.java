package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.math.BigInteger;

/** Numbers and texts as pickles spell them; protocol 0 writes both as lines of text. */
final class PickleNumbers {
  /** Far above any hash or magic number; parsing longer ones takes quadratic time. */
  private static final int LONGEST_INTEGER = 1_000;

  private PickleNumbers() {}

  /** {@code I}: a decimal, or 00 and 01 for the booleans. */
  static Object intLine(PickleInput in) throws IOException {
    String line = in.readLine();
    return switch (line) {
      case "00" -> false;
      case "01" -> true;
      default -> integer(in, line);
    };
  }

  /** {@code L}: a decimal with an L behind. */
  static Object longLine(PickleInput in) throws IOException {
    String line = in.readLine();
    return integer(in, line.endsWith("L") ? line.substring(0, line.length() - 1) : line);
  }

  /** Two's complement, little endian, of any length. */
  static Object longBytes(PickleInput in, int count) throws IOException {
    if (count < 0 || count > LONGEST_INTEGER) {
      throw in.malformed("an integer of " + Integer.toUnsignedString(count) + " bytes");
    }
    byte[] littleEndian = in.readBytes(count);
    byte[] bigEndian = new byte[count + 1];
    for (int i = 0; i < count; i++) {
      bigEndian[count - i] = littleEndian[i];
    }
    boolean negative = count > 0 && bigEndian[1] < 0;
    bigEndian[0] = (byte) (negative ? -1 : 0);
    return shortest(new BigInteger(bigEndian));
  }

  static Object floatLine(PickleInput in) throws IOException {
    String line = in.readLine();
    try {
      return switch (line) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        case "nan", "-nan" -> Double.NaN;
        default -> Double.valueOf(line);
      };
    } catch (NumberFormatException e) {
      throw in.malformed("not a number: " + line);
    }
  }

  /** An index of the memo. */
  static long index(PickleInput in) throws IOException {
    if (integer(in, in.readLine()) instanceof Long index && index >= 0) {
      return index;
    }
    throw in.malformed("a memo index out of range");
  }

  /** {@code S}: text in quotes, with backslash escapes. */
  static String quotedLine(PickleInput in) throws IOException {
    String line = in.readLine();
    boolean quoted =
        line.length() >= 2
            && (line.charAt(0) == '\'' || line.charAt(0) == '"')
            && line.charAt(line.length() - 1) == line.charAt(0);
    if (!quoted) {
      throw in.malformed("text without its quotes");
    }
    return unescape(in, line.substring(1, line.length() - 1));
  }

  /** {@code V}: text with raw-unicode escapes. */
  static String unicodeLine(PickleInput in) throws IOException {
    return unescape(in, in.readLine());
  }

  private static Object integer(PickleInput in, String decimal) {
    if (decimal.length() > LONGEST_INTEGER || !decimal.matches("[+-]?[0-9]+")) {
      throw in.malformed("not an integer: " + decimal);
    }
    return shortest(new BigInteger(decimal));
  }

  private static Object shortest(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }

  private static String unescape(PickleInput in, String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
      if (digits == 0) {
        plain.append(escaped(kind));
      } else {
        plain.appendCodePoint(codePoint(in, text, i + 1, digits));
        i += digits;
      }
    }
    return plain.toString();
  }

  private static String escaped(char kind) {
    return switch (kind) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '\\', '\'', '"' -> String.valueOf(kind);
      default -> "\\" + kind;
    };
  }

  private static int codePoint(PickleInput in, String text, int start, int digits) {
    if (start + digits <= text.length()) {
      String hex = text.substring(start, start + digits);
      if (hex.matches("[0-9a-fA-F]+")) {
        long value = Long.parseLong(hex, 16);
        if (value <= Character.MAX_CODE_POINT) {
          return (int) value;
        }
      }
    }
    throw in.malformed("an escape without its hexadecimal digits");
  }
}
