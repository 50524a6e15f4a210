package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.checkpoint.PyValue.Bytes;
import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Global;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.None;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What Python pickled, and what nobody should have pickled. */
class UnpicklerTest {

  @ParameterizedTest(name = "protocol {0}: {2}")
  @CsvFileSource(resources = "/checkpoint/pickles.csv", maxCharsPerColumn = 1 << 16)
  void readsEveryProtocol(int protocol, String base64, String expected) throws Exception {
    String shown = show(read(Base64.getDecoder().decode(base64)));
    if (expected.startsWith("sha256:")) {
      byte[] text = shown.getBytes(StandardCharsets.UTF_8);
      shown =
          "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    }
    assertThat(shown).as("protocol %d", protocol).isEqualTo(expected);
  }

  @Test
  void runsNothingAndRemembersWhatWouldHaveRun() throws IOException {
    byte[] pickle =
        new PickleAssembler().global("os", "system").text("rm -rf /").op(0x85, 'R').stop();
    Instance call = (Instance) read(pickle);
    assertThat(call.typeName()).isEqualTo("os.system");
    assertThat(((Sequence) call.arguments).items).containsExactly("rm -rf /");
  }

  @Test
  void objectsOfUnknownClassesKeepStateItemsAndEntries() throws IOException {
    byte[] pickle =
        new PickleAssembler()
            .global("my.module", "Thing")
            .ops(")\u0081")
            .text("item")
            .op('a')
            .text("key")
            .text("value")
            .op('s', '}')
            .text("attribute")
            .op('K', 7, 's', 'b')
            .stop();
    Instance thing = (Instance) read(pickle);
    assertThat(thing.typeName()).isEqualTo("my.module.Thing");
    assertThat(thing.items()).containsExactly("item");
    assertThat(thing.entries().get("key")).isEqualTo("value");
    assertThat(thing.attribute("attribute")).isEqualTo(7L);
  }

  @Test
  void readsNumpyScalars() throws IOException {
    assertThat(read(float64("<", 0, 0, 0, 0, 0, 0, 0xe0, 0x3f))).isEqualTo(0.5);
  }

  @Test
  void readsNumbersOfBigEndianMachines() throws IOException {
    assertThat(read(float64(">", 0x3f, 0xe0, 0, 0, 0, 0, 0, 0))).isEqualTo(0.5);
  }

  private static byte[] float64(String byteOrder, int... bytes) {
    return new PickleAssembler()
        .global("numpy.core.multiarray", "scalar")
        .global("numpy", "dtype")
        .text("f8")
        .op(0x89, 0x88, 0x87, 'R', '(', 'K', 3)
        .text(byteOrder)
        .op('t', 'b', 'C', 8)
        .op(bytes)
        .op(0x86, 'R')
        .stop();
  }

  /** Python 2 wrote text so. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "S'it\\'s', it's",
        "S\"a\\qb\", a\\qb",
        "V\\x41b, Ab",
        "V\\u00e9, é",
        "Va\\, a\\",
      })
  void readsEscapes(String line, String expected) throws IOException {
    assertThat(read(new PickleAssembler().ops(line + "\n").stop())).isEqualTo(expected);
  }

  @Test
  void theLastOfUnicode() throws IOException {
    assertThat(read(new PickleAssembler().ops("V\\U0010FFFF\n").stop()))
        .isEqualTo(Character.toString(Character.MAX_CODE_POINT));
  }

  /** What takes the topmost object away takes a mark, if that lies on top. */
  @Test
  void marksAreTakenAwayToo() throws IOException {
    assertThat(read(new PickleAssembler().op('K', 1, '(', '0').stop())).isEqualTo(1L);
    Sequence tuple =
        (Sequence) read(new PickleAssembler().op('(', 'K', 1, 'K', 2, '0', 't').stop());
    assertThat(tuple.items).containsExactly(1L);
  }

  @Test
  void selfReferenceIsKeptAsIs() throws IOException {
    Sequence list = (Sequence) read(new PickleAssembler().ops("]q\0h\0a").stop());
    assertThat(list.items).singleElement().isSameAs(list);
  }

  private static Object read(byte[] pickle) throws IOException {
    PickleInput in =
        new PickleInput(new ByteArrayInputStream(pickle), "test", pickle.length, 1 << 20);
    Object value = Unpickler.read(in, CheckpointLimits.defaults(), storage -> {});
    assertThat(in.position()).isEqualTo(pickle.length);
    return value;
  }

  /** As {@code show} of the recipe. */
  private static String show(Object value) {
    if (value instanceof Double number) {
      return "f%016x".formatted(Double.doubleToLongBits(number));
    } else if (value instanceof String text) {
      return "s" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Bytes bytes) {
      return "b" + HexFormat.of().formatHex(bytes.value);
    } else if (value instanceof Sequence sequence) {
      String brackets =
          switch (sequence.kind) {
            case LIST -> "[]";
            case TUPLE -> "()";
            case SET -> "<>";
          };
      return brackets.charAt(0)
          + sequence.items.stream().map(UnpicklerTest::show).collect(Collectors.joining(" "))
          + brackets.charAt(1);
    } else if (value instanceof Dict dict) {
      return dict.entries.entrySet().stream()
          .map(entry -> show(entry.getKey()) + ":" + show(entry.getValue()))
          .collect(Collectors.joining(" ", "{", "}"));
    } else if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    } else if (value instanceof Global global) {
      return global.qualified();
    }
    return value == None.NONE ? "None" : String.valueOf(value);
  }
}
