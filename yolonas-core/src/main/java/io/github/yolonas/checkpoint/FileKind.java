package io.github.yolonas.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Recognises a file by its first bytes. What is often taken for a checkpoint and is none gets its
 * own message, which says how to come by the real one.
 */
enum FileKind {
  ZIP,
  PICKLES,
  SAFETENSORS;

  /** How many bytes of a file are looked at. */
  static final int HEAD_BYTES = 512;

  private static final String NOT_A_CHECKPOINT =
      "expected a PyTorch checkpoint or a .safetensors file, found ";

  /**
   * Judges by the file's first bytes (all of it, if it is shorter).
   *
   * @throws CheckpointException that names what it is instead
   */
  static FileKind of(String file, byte[] head) {
    if (head.length == 0) {
      throw new CheckpointException(file + ": " + NOT_A_CHECKPOINT + "an empty file");
    }
    if (startsWith(head, "504b0304") || startsWith(head, "504b0506")) {
      return ZIP;
    }
    if (head.length > 8 && head[8] == '{') {
      return SAFETENSORS;
    }
    boolean binaryPickle =
        startsWith(head, "80") && head.length > 1 && head[1] >= 0 && head[1] <= 5;
    boolean textPickle = text(head, 0, 6).equals("L11954"); // the magic number, as protocol 0
    if (binaryPickle || textPickle) {
      return PICKLES;
    }
    throw new CheckpointException(file + ": " + NOT_A_CHECKPOINT + describe(head));
  }

  private static String describe(byte[] head) {
    String text = text(head, 0, head.length).stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer: the real file was not downloaded (git lfs pull)";
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return "an HTML page: the download was answered by a web page, perhaps a login or an error";
    }
    if (text.startsWith("<?xml")) {
      return "an XML document: the download was answered by an error, perhaps";
    }
    if (text(head, 257, 5).equals("ustar")) {
      return "a tar archive: if PyTorch wrote it (before version 0.1.10), load it with a PyTorch that"
          + " reads it and save it again; otherwise unpack it first";
    }
    return describeBinary(head);
  }

  private static String describeBinary(byte[] head) {
    if (looksLikeOnnx(head)) {
      return "an ONNX model, which holds a graph and no checkpoint";
    }
    if (startsWith(head, "1f8b")) {
      return "a gzip archive: unpack it first";
    }
    if (startsWith(head, "fd377a585a00") || startsWith(head, "28b52ffd")) {
      return "a compressed file (xz or zstd): decompress it first";
    }
    if (startsWith(head, "894844460d0a1a0a")) {
      return "an HDF5 file (Keras, perhaps)";
    }
    if (startsWith(head, "89504e47") || startsWith(head, "ffd8ff")) {
      return "an image";
    }
    if (text(head, 0, 4).equals("GGUF")) {
      return "a GGUF file";
    }
    return "a file that begins with 0x"
        + HexFormat.of().formatHex(head, 0, Math.min(8, head.length));
  }

  /** Protobuf: field 1 (ir_version, a small number), then field 2 (producer_name, a text). */
  private static boolean looksLikeOnnx(byte[] head) {
    return head.length > 3 && head[0] == 0x08 && head[1] > 0 && head[1] < 32 && head[2] == 0x12;
  }

  private static boolean startsWith(byte[] head, String hex) {
    byte[] magic = HexFormat.of().parseHex(hex);
    return head.length >= magic.length
        && Arrays.equals(magic, 0, magic.length, head, 0, magic.length);
  }

  private static String text(byte[] head, int start, int length) {
    int from = Math.min(start, head.length);
    int count = Math.min(length, head.length - from);
    return new String(head, from, count, StandardCharsets.ISO_8859_1);
  }
}
