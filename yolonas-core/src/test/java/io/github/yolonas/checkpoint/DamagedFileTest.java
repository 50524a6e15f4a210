package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a file can be wrong, and what the user is told about it. */
class DamagedFileTest {
  private static final String TENSOR = "weight";

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource({"otherKinds", "zips", "legacyFiles", "safetensors", "pickles", "views"})
  void isRefusedByName(String what, byte[] content, String expectedPart) {
    Path file = TestFiles.write(folder, "some.pth", content);
    assertThatThrownBy(() -> Checkpoint.open(file).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("some.pth")
        .hasMessageContaining(expectedPart);
  }

  static Stream<Arguments> otherKinds() {
    return Stream.of(
        arguments("nothing", new byte[0], "an empty file"),
        arguments("web page", ascii("\n<!DOCTYPE html><html>"), "an HTML page"),
        arguments("old web page", ascii("<HTML><body>404"), "an HTML page"),
        arguments("error document", ascii("<?xml version='1.0'?><Error>"), "an XML document"),
        arguments(
            "LFS pointer",
            ascii("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
            "Git LFS pointer"),
        arguments("ONNX", hex("08 08 12 07 70 79 74 6f 72 63 68"), "an ONNX model"),
        arguments("gzip", hex("1f 8b 08 00"), "gzip"),
        arguments("xz", hex("fd 37 7a 58 5a 00"), "compressed"),
        arguments("HDF5", hex("89 48 44 46 0d 0a 1a 0a"), "HDF5"),
        arguments("image", hex("89 50 4e 47 0d 0a 1a 0a"), "an image"),
        arguments("GGUF", ascii("GGUF????"), "GGUF"),
        arguments("tar", tar(), "0.1.10"),
        arguments("text", ascii("hello"), "begins with 0x68656c6c6f"));
  }

  static Stream<Arguments> zips() {
    byte[] small = TestFiles.smallZip();
    return Stream.of(
        arguments("cut off", Arrays.copyOf(small, small.length - 30), "cut off or damaged"),
        arguments("no pickle", zip("readme.txt", ascii("x")), "found none"),
        arguments("zipped file", zip("a/best.pth", small), "unzip it first"),
        arguments("two pickles", twoPickles(), "found 2 of them"),
        arguments("big endian", zipWith("byteorder", ascii("big")), "expected little, found big"),
        arguments("no storage", zipWithStorage(Map.of()), "storage data/0: expected 24 bytes"),
        arguments(
            "short storage",
            zipWithStorage(Map.of("0", TestFiles.floats(5))),
            "expected 24 bytes, found 20 bytes"),
        arguments(
            "long storage",
            zipWithStorage(Map.of("0", TestFiles.floats(7))),
            "expected 24 bytes, found 28 bytes"),
        arguments("many entries", endRecord(200_000, 100), "zip entries: expected at most 100000"),
        arguments("huge directory", endRecord(10, 1L << 31), "found 2147483648"),
        arguments("directory at a wrong place", endRecord(1, 1), "cannot be read"),
        arguments("comment in no UTF-8", strangeComment(), "a comment in UTF-8"),
        arguments("bomb", bomb(), "maxPickleBytes"));
  }

  static Stream<Arguments> legacyFiles() {
    byte[] small = TestFiles.smallLegacy();
    byte[] pickle = TestFiles.smallPickle();
    List<byte[]> data = List.of(TestFiles.floats(6));
    return Stream.of(
        arguments("cut off", Arrays.copyOf(small, small.length - 1), "cut off or damaged"),
        arguments("cut in a pickle", Arrays.copyOf(small, 60), "it ends after 60 bytes"),
        arguments(
            "big endian", TestFiles.legacy(pickle, List.of("0"), data, 0x89), "little_endian"),
        arguments(
            "unknown key", TestFiles.legacy(pickle, List.of("7"), data, 0x88), "storage keys"),
        arguments(
            "no key", TestFiles.legacy(pickle, List.of(), data, 0x88), "found no such storage"),
        arguments(
            "key twice",
            TestFiles.legacy(pickle, List.of("0", "0"), List.of(data.get(0), data.get(0)), 0x88),
            "expected one, found two"),
        arguments(
            "other size",
            TestFiles.legacy(pickle, List.of("0"), List.of(TestFiles.floats(5)), 0x88),
            "expected 24 bytes, found 20 bytes"),
        arguments("plain pickle", pickle, "found another pickle"),
        arguments("newer pickle", hex("80 05 4e 2e"), "found another pickle"));
  }

  static Stream<Arguments> safetensors() {
    byte[] data = TestFiles.floats(6);
    return Stream.of(
        arguments(
            "huge header",
            TestFiles.safetensors(Long.MIN_VALUE, ascii("{}"), data),
            "found 9223372036854775808"),
        arguments(
            "header beyond the end", TestFiles.safetensors(99, ascii("{}"), data), "found 99"),
        arguments("no JSON", TestFiles.safetensors("{\"a\":", data), "malformed safetensors"),
        arguments("not UTF-8", TestFiles.safetensors(3, hex("7b ff 7d"), data), "malformed"),
        arguments("two values", TestFiles.safetensors("{} {}", data), "follows the closing brace"),
        arguments("no object", entry("1"), "expected START_OBJECT"),
        arguments(
            "metadata of numbers",
            TestFiles.safetensors("{\"__metadata__\":{\"a\":1}}", data),
            "expected VALUE_STRING, found VALUE_NUMBER_INT"),
        arguments(
            "a number for a dtype",
            entry("{\"dtype\":4}"),
            "expected VALUE_STRING, found VALUE_NUMBER_INT"),
        arguments(
            "a number for a shape",
            entry("{\"dtype\":\"F32\",\"shape\":6}"),
            "expected START_ARRAY, found VALUE_NUMBER_INT"),
        arguments(
            "deep nesting", entry("{\"x\":" + "[".repeat(5_000)), "malformed safetensors header"),
        arguments("twice", TestFiles.safetensors("{\"a\":{},\"a\":{}}", data), "malformed"),
        arguments("no offsets", entry("{\"dtype\":\"F32\",\"shape\":[6]}"), "data_offsets"),
        arguments("before", entry("F32", "[2,3]", -4, 20), "that start at 0"),
        arguments("beyond the end", entry("F32", "[2,4]", 0, 32), "end by 24, found [0, 32]"),
        arguments("backwards", entry("F32", "[0]", 0, -4), "found [0, -4]"),
        arguments("gap", entry("F32", "[5]", 4, 24), "start at 0"),
        arguments("rest", entry("F32", "[5]", 0, 20), "expected 20 bytes, as the header says"),
        arguments("overlap", overlapping(), "start at 16"),
        arguments("other size", entry("F32", "[2,2]", 0, 24), "expected 16 bytes for FLOAT32"),
        arguments("negative size", entry("F32", "[-2,-3]", 0, 24), "possible shape"),
        arguments(
            "overflow",
            entry("F32", "[4294967296,4294967296]", 0, 24),
            "expected a possible shape"),
        arguments("fraction", entry("F32", "[1.5]", 0, 24), "VALUE_NUMBER_FLOAT"),
        arguments("beyond long", entry("F32", "[99999999999999999999]", 0, 24), "malformed"));
  }

  static Stream<Arguments> pickles() {
    return Stream.of(
        pickle("nothing in it", new PickleAssembler().op('}'), "found no tensor"),
        pickle("unknown instruction", new PickleAssembler().op(0xff), "instruction 0xff"),
        pickle("protocol 9", new PickleAssembler().op(0x80, 9), "protocol 9"),
        pickle("empty stack", new PickleAssembler(), "too few objects"),
        pickle("nothing to double", new PickleAssembler().op('2'), "too few objects"),
        pickle("no tuple of nothing", new PickleAssembler().op(0x85), "too few objects"),
        pickle("text without quotes", new PickleAssembler().ops("Sa\n"), "without its quotes"),
        pickle("half a quote", new PickleAssembler().ops("S'\n"), "without its quotes"),
        pickle("other quotes", new PickleAssembler().ops("S'a\"\n"), "without its quotes"),
        pickle("half an escape", new PickleAssembler().ops("V\\u12\n"), "hexadecimal digits"),
        pickle("beyond Unicode", new PickleAssembler().ops("V\\U00110000\n"), "hexadecimal"),
        pickle("pop below mark", new PickleAssembler().ops("N(a"), "too few objects"),
        pickle("no mark", new PickleAssembler().ops("Nt"), "no mark"),
        pickle("no such memo", new PickleAssembler().op('h', 3), "no remembered object 3"),
        pickle("odd dict", new PickleAssembler().ops("(Nd"), "a key without a value"),
        pickle("add to text", new PickleAssembler().text("x").ops("Na"), "no list or set"),
        pickle("put in a list", new PickleAssembler().ops("]NNs"), "no dict"),
        pickle("text of 4 GB", new PickleAssembler().op('X', 0xff, 0xff, 0xff, 0xff), "4294967295"),
        pickle(
            "bytes of 2^63",
            new PickleAssembler().op(0x8e, 0, 0, 0, 0, 0, 0, 0, 0x80),
            "a length of 9223372036854775808"),
        pickle("integer of 2 GB", new PickleAssembler().op(0x8b, 0, 0, 0, 0x7f), "an integer of"),
        pickle("no integer", new PickleAssembler().ops("I12x\n"), "not an integer: 12x"),
        pickle("no number", new PickleAssembler().ops("Fx\n"), "not a number: x"),
        pickle("no quotes", new PickleAssembler().ops("Sx\n"), "without its quotes"),
        pickle("bad escape", new PickleAssembler().ops("V\\uzzzz\n"), "an escape"),
        pickle("long line", new PickleAssembler().ops("I" + "1".repeat(70_000)), "a line of more"),
        pickle(
            "values without end",
            new PickleAssembler().ops("N".repeat(1_000_001)),
            "maxPickleOpcodes"),
        pickle(
            "marks without end",
            new PickleAssembler().ops("(".repeat(1_000_001)),
            "maxPickleOpcodes"),
        pickle("copy bomb", copyBomb(), "maxPickleOpcodes"),
        pickle("encode bomb", encodeBomb(), "copies more bytes"),
        pickle("deep tuples", deepTuples(), "found no tensor"),
        pickle("exponential tuples", exponential(), "found no tensor"),
        pickle("module in itself", endlessModule(), "does the module contain itself"),
        pickle("storage without size", badStorage(), "a storage without"));
  }

  static Stream<Arguments> views() {
    return Stream.of(
        view("negative offset", -1, new long[] {6}, new long[] {1}, "negative offset"),
        view("negative size", 0, new long[] {-6}, new long[] {1}, "a negative size"),
        view("negative stride", 5, new long[] {6}, new long[] {-1}, "negative offset or stride"),
        view("beyond", 1, new long[] {6}, new long[] {1}, "at least 7 elements, found 6"),
        view("far", 0, new long[] {2}, new long[] {1L << 61}, "a storage of at least"),
        view(
            "size overflow",
            0,
            new long[] {1L << 32, 1L << 32},
            new long[] {0, 0},
            "more elements"),
        view("stride overflow", 0, new long[] {9}, new long[] {1L << 61}, "more elements"),
        view("offset overflow", Long.MAX_VALUE, new long[] {1}, new long[] {1}, "more elements"),
        view("expanded to 4 TB", 0, new long[] {1L << 40}, new long[] {0}, "maxTensorBytes"),
        view("ranks differ", 0, new long[] {2, 3}, new long[] {1}, "2 dimensions, but 1"),
        view("65 dimensions", 0, new long[65], new long[65], "65 dimensions"));
  }

  @Test
  void missingFileAndDirectory() {
    assertThatThrownBy(() -> Checkpoint.open(folder.resolve("none.pth")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll("none.pth", "no such file");
    assertThatThrownBy(() -> Checkpoint.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(folder.toString(), "found a directory");
  }

  @Test
  void namesThatPointOutOfTheArchiveAreOnlyNames() {
    byte[] pickle =
        PickleAssembler.protocol2()
            .op('}')
            .text(TENSOR)
            .floats("../../../../etc/passwd", 6)
            .op('s')
            .stop();
    Path file = TestFiles.write(folder, "tricky.pth", TestFiles.torchZip(pickle, Map.of()));
    assertThatThrownBy(() -> Checkpoint.open(file)).hasMessageContaining("no such entry");
  }

  @Test
  void viewsThatOverlapWidelyAreReadAsFarAsPossible() {
    long[] shape = {300, 30_000};
    byte[] pickle = viewPickle(60_000, 0, shape, new long[] {1, 1});
    byte[] zip = TestFiles.torchZip(pickle, Map.of("0", TestFiles.floats(60_000)));
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.write(folder, "o.pth", zip))) {
      StoredTensor tensor = checkpoint.stateDict().get(TENSOR);
      ByteBuffer target = ByteBuffer.allocate((int) tensor.byteCount());
      assertThatThrownBy(() -> tensor.readInto(target))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("overlaps itself");
    }
  }

  @Test
  void largerLimitsAreGranted() {
    byte[] content = TestFiles.smallZip();
    Path file = TestFiles.write(folder, "some.pth", content);
    CheckpointLimits small = CheckpointLimits.defaults().withMaxPickleBytes(100);
    assertThatThrownBy(() -> Checkpoint.open(file, small)).hasMessageContaining("maxPickleBytes");
    try (Checkpoint checkpoint = Checkpoint.open(file, small.withMaxPickleBytes(1_000))) {
      assertThat(checkpoint.stateDict().names()).containsExactly(TENSOR);
    }
  }

  private static Arguments pickle(String what, PickleAssembler pickle, String part) {
    return arguments(what, TestFiles.torchZip(pickle.stop(), Map.of()), part);
  }

  private static Arguments view(
      String what, long offset, long[] shape, long[] strides, String part) {
    byte[] pickle = viewPickle(6, offset, shape, strides);
    return arguments(what, TestFiles.torchZip(pickle, Map.of("0", TestFiles.floats(6))), part);
  }

  private static byte[] viewPickle(long elements, long offset, long[] shape, long[] strides) {
    return PickleAssembler.protocol2()
        .op('}')
        .text(TENSOR)
        .tensor("FloatStorage", "0", elements, offset, shape, strides)
        .op('s')
        .stop();
  }

  /** 1000 lists, each made of a list with 1000 items by copying. */
  private static PickleAssembler copyBomb() {
    PickleAssembler pickle = new PickleAssembler().op('(').ops("N".repeat(2_000)).ops("lq\0");
    for (int i = 0; i < 1_000; i++) {
      pickle.ops("cbuiltins\nset\nh\0").op(0x85, 'R');
    }
    return pickle;
  }

  private static PickleAssembler encodeBomb() {
    PickleAssembler pickle = new PickleAssembler().text("x".repeat(100_000)).ops("q\0");
    for (int i = 0; i < 1_000; i++) {
      pickle.ops("c_codecs\nencode\nh\0").op(0x85, 'R');
    }
    return pickle;
  }

  private static PickleAssembler deepTuples() {
    PickleAssembler pickle = new PickleAssembler().op('N');
    for (int i = 0; i < 300_000; i++) {
      pickle.op(0x85);
    }
    return new PickleAssembler().ops(new String(pickle.bytes(), StandardCharsets.ISO_8859_1));
  }

  /** A tuple of two equal tuples of two equal tuples … 100 deep. */
  private static PickleAssembler exponential() {
    PickleAssembler pickle = new PickleAssembler().op('N');
    for (int i = 0; i < 100; i++) {
      pickle.op('2', 0x86);
    }
    return pickle;
  }

  private static PickleAssembler endlessModule() {
    return new PickleAssembler()
        .global("my", "Module")
        .ops(")\u0081q\0")
        .op('}')
        .text("_parameters")
        .ops("}s")
        .text("_modules")
        .op('}')
        .text("child")
        .ops("h\0s")
        .ops("sb");
  }

  private static PickleAssembler badStorage() {
    return new PickleAssembler().op('(').text("storage").text("x").op('t', 'Q');
  }

  private static byte[] entry(String value) {
    return TestFiles.safetensors("{\"weight\":" + value + "}", TestFiles.floats(6));
  }

  private static byte[] entry(String dtype, String shape, long begin, long end) {
    return entry(
        "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
            .formatted(dtype, shape, begin, end));
  }

  private static byte[] overlapping() {
    String tensor = "{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[%d,%d]}";
    return TestFiles.safetensors(
        "{\"a\":%s,\"b\":%s}".formatted(tensor.formatted(0, 16), tensor.formatted(8, 24)),
        TestFiles.floats(6));
  }

  private static byte[] zip(String name, byte[] content) {
    return TestFiles.zip(Map.of(name, content), false);
  }

  private static byte[] zipWith(String name, byte[] content) {
    return TestFiles.zip(
        Map.of(
            "a/data.pkl",
            TestFiles.smallPickle(),
            "a/data/0",
            TestFiles.floats(6),
            "a/" + name,
            content),
        false);
  }

  private static byte[] zipWithStorage(Map<String, byte[]> storages) {
    return TestFiles.torchZip(TestFiles.smallPickle(), new HashMap<>(storages));
  }

  private static byte[] twoPickles() {
    return TestFiles.zip(Map.of("a/data.pkl", new byte[1], "b/data.pkl", new byte[1]), false);
  }

  /** An entry whose comment is to be UTF-8, and is not. */
  private static byte[] strangeComment() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("a/data.pkl");
      entry.setComment("\u00e9");
      zip.putNextEntry(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String file = bytes.toString(StandardCharsets.ISO_8859_1);
    return file.replace("\u00c3\u00a9", "\u00c3(").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** 40 MB of nothing, deflated to 40 KB. */
  private static byte[] bomb() {
    byte[] pickle = new byte[40 << 20];
    Arrays.fill(pickle, (byte) 'N');
    for (int i = 1; i < pickle.length; i += 2) {
      pickle[i] = '0';
    }
    pickle[0] = 'X';
    pickle[3] = 0x7f;
    return TestFiles.zip(Map.of("a/data.pkl", pickle), true);
  }

  /** A local header's signature and a zip's end, zip64 if the numbers ask for it. */
  private static byte[] endRecord(long entries, long directoryBytes) {
    List<Byte> bytes = new ArrayList<>();
    put(bytes, 0x04034b50L, 4);
    put(bytes, 0x06064b50L, 4);
    put(bytes, 44, 8);
    put(bytes, 45, 2);
    put(bytes, 45, 2);
    put(bytes, 0, 8);
    put(bytes, entries, 8);
    put(bytes, entries, 8);
    put(bytes, directoryBytes, 8);
    put(bytes, 0, 8);
    put(bytes, 0x07064b50L, 4);
    put(bytes, 0, 4);
    put(bytes, 4, 8);
    put(bytes, 1, 4);
    put(bytes, 0x06054b50L, 4);
    put(bytes, 0, 4);
    put(bytes, 0xFFFF, 2);
    put(bytes, 0xFFFF, 2);
    put(bytes, 0xFFFF_FFFFL, 4);
    put(bytes, 0xFFFF_FFFFL, 4);
    put(bytes, 0, 2);
    byte[] array = new byte[bytes.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return array;
  }

  private static void put(List<Byte> bytes, long value, int count) {
    for (int i = 0; i < count; i++) {
      bytes.add((byte) (value >> (8 * i)));
    }
  }

  private static byte[] tar() {
    byte[] tar = new byte[1024];
    System.arraycopy(ascii("sys_info"), 0, tar, 0, 8);
    System.arraycopy(ascii("ustar"), 0, tar, 257, 5);
    return tar;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String spaced) {
    return HexFormat.ofDelimiter(" ").parseHex(spaced);
  }
}
