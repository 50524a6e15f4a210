package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a zip of uncompressed entries as PyTorch does: each entry's data begin at a multiple of 64
 * bytes, for which an extra field of the needed length is put before them, so that the file can be
 * mapped into memory. The checksum, known only behind the data, is filled in afterwards.
 */
final class StoredZipWriter {
  /** Gives an entry's bytes, piece by piece. */
  interface Content {
    void writeTo(TensorContent.Sink sink) throws IOException;
  }

  private record Entry(String name, long crc, long size, long offset) {}

  private static final int ALIGNMENT = 64;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int DIRECTORY_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int LOCAL_SIZE = 30;
  private static final int DIRECTORY_SIZE = 46;
  private static final int END_SIZE = 22;
  private static final int CRC_OFFSET = 14;
  private static final short VERSION = 20;

  /** Names are UTF-8. */
  private static final short FLAGS = 1 << 11;

  /** 1 January 1980, the earliest that zip knows: the same weights give the same file. */
  private static final short DATE = 0x21;

  /** The extra field's type, as PyTorch chose it. */
  private static final short PADDING_FIELD = 0x4246;

  private static final int PADDING_HEADER = 4;
  private static final long MOST_BYTES = 0xFFFF_FFFEL;
  private static final int MOST_ENTRIES = 0xFFFE;

  private final FileChannel out;
  private final List<Entry> entries = new ArrayList<>();

  StoredZipWriter(FileChannel out) {
    this.out = out;
  }

  /** Adds an entry with content that is at hand. */
  void add(String name, byte[] content) throws IOException {
    add(name, sink -> sink.accept(ByteBuffer.wrap(content)));
  }

  /** Adds an entry. */
  void add(String name, Content content) throws IOException {
    long offset = out.position();
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    int padding = padding(offset + LOCAL_SIZE + nameBytes.length);
    writeFully(localHeader(nameBytes, 0, 0, padding));
    long start = out.position();
    CRC32 crc = new CRC32();
    content.writeTo(
        bytes -> {
          crc.update(bytes.duplicate());
          writeFully(bytes);
        });
    long size = out.position() - start;
    requireRoom();
    ByteBuffer sums = buffer(12).putInt((int) crc.getValue()).putInt((int) size).putInt((int) size);
    writeAt(sums.flip(), offset + CRC_OFFSET);
    entries.add(new Entry(name, crc.getValue(), size, offset));
  }

  /** Writes the directory; nothing may be added afterwards. */
  void finish() throws IOException {
    long start = out.position();
    for (Entry entry : entries) {
      writeFully(directoryEntry(entry));
    }
    long size = out.position() - start;
    requireRoom();
    ByteBuffer end = buffer(END_SIZE).putInt(END_SIGNATURE).putInt(0);
    end.putShort((short) entries.size()).putShort((short) entries.size());
    end.putInt((int) size).putInt((int) start).putShort((short) 0);
    writeFully(end.flip());
  }

  private static int padding(long headerEnd) {
    int needed = (int) (-(headerEnd + PADDING_HEADER) & (ALIGNMENT - 1));
    return needed + PADDING_HEADER;
  }

  private static ByteBuffer localHeader(byte[] name, int crc, int size, int padding) {
    ByteBuffer header = buffer(LOCAL_SIZE + name.length + padding).putInt(LOCAL_SIGNATURE);
    putCommon(header, crc, size).putShort((short) name.length).putShort((short) padding);
    header.put(name).putShort(PADDING_FIELD).putShort((short) (padding - PADDING_HEADER));
    while (header.hasRemaining()) {
      header.put((byte) 'Z');
    }
    return header.flip();
  }

  private static ByteBuffer directoryEntry(Entry entry) {
    byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer header = buffer(DIRECTORY_SIZE + name.length).putInt(DIRECTORY_SIGNATURE);
    header.putShort(VERSION);
    putCommon(header, (int) entry.crc, (int) entry.size);
    header.putShort((short) name.length).putShort((short) 0).putShort((short) 0);
    header.putShort((short) 0).putShort((short) 0).putInt(0).putInt((int) entry.offset);
    return header.put(name).flip();
  }

  /** What an entry's two headers share: version, flags, method, time, date, checksum, sizes. */
  private static ByteBuffer putCommon(ByteBuffer header, int crc, int size) {
    header.putShort(VERSION).putShort(FLAGS).putShort((short) 0);
    return header.putShort((short) 0).putShort(DATE).putInt(crc).putInt(size).putInt(size);
  }

  private void requireRoom() throws IOException {
    if (out.position() > MOST_BYTES || entries.size() >= MOST_ENTRIES) {
      throw new IOException("too large for a plain zip of 4 GiB; write a .safetensors instead");
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void writeAt(ByteBuffer bytes, long position) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes, position + bytes.position());
    }
  }
}
