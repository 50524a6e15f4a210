package io.github.yolonas.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small checkpoint files of every format, and the reference ones. */
final class TestFiles {
  private TestFiles() {}

  /** A reference checkpoint among the test resources. */
  static Path reference(String name) {
    return Path.of("src/test/resources/reference/tiny").resolve(name);
  }

  static byte[] resource(String name) {
    try (InputStream in = TestFiles.class.getResourceAsStream("/checkpoint/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path folder, String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 1, 2, 3, … as floats. */
  static byte[] floats(int count) {
    byte[] bytes = new byte[count * Float.BYTES];
    ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 1; i <= count; i++) {
      floats.putFloat(i);
    }
    return bytes;
  }

  /** A state dict of one tensor, {@code weight}: [2, 3], 1 to 6. */
  static byte[] smallPickle() {
    return PickleAssembler.protocol2().op('}').text("weight").floats("0", 2, 3).op('s').stop();
  }

  static byte[] smallZip() {
    return torchZip(smallPickle(), Map.of("0", floats(6)));
  }

  static byte[] torchZip(byte[] pickle, Map<String, byte[]> storages) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("archive/data.pkl", pickle);
    storages.forEach((key, data) -> entries.put("archive/data/" + key, data));
    entries.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    return zip(entries, false);
  }

  static byte[] zip(Map<String, byte[]> entries, boolean deflated) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTime(0);
        if (!deflated) {
          CRC32 crc = new CRC32();
          crc.update(content.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] smallLegacy() {
    return legacy(smallPickle(), List.of("0"), List.of(floats(6)), 0x88);
  }

  /**
   * A file as PyTorch wrote before 1.6, storages of floats.
   *
   * @param littleEndian the pickle instruction for the machine's byte order, 0x88 for true
   */
  static byte[] legacy(byte[] pickle, List<String> keys, List<byte[]> storages, int littleEndian) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        PickleAssembler.protocol2()
            .op(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .stop());
    out.writeBytes(PickleAssembler.protocol2().integer(1001).stop());
    out.writeBytes(
        PickleAssembler.protocol2().op('}').text("little_endian").op(littleEndian, 's').stop());
    out.writeBytes(pickle);
    PickleAssembler list = PickleAssembler.protocol2().op(']', '(');
    keys.forEach(list::text);
    out.writeBytes(list.op('e').stop());
    for (byte[] storage : storages) {
      out.writeBytes(little(storage.length / Float.BYTES));
      out.writeBytes(storage);
    }
    return out.toByteArray();
  }

  static byte[] smallSafetensors() {
    return safetensors(
        """
        {"__metadata__":{"class_names":"[\\"cat\\"]"},
        "weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}""",
        floats(6));
  }

  static byte[] safetensors(String header, byte[] data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return safetensors(json.length, json, data);
  }

  static byte[] safetensors(long headerLength, byte[] header, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(little(headerLength));
    out.writeBytes(header);
    out.writeBytes(data);
    return out.toByteArray();
  }

  static byte[] read(StoredTensor tensor) {
    byte[] bytes = new byte[(int) tensor.byteCount()];
    tensor.readInto(ByteBuffer.wrap(bytes));
    return bytes;
  }

  private static byte[] little(long value) {
    byte[] bytes = new byte[Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    return bytes;
  }
}
