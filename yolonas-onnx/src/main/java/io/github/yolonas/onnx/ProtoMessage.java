package io.github.yolonas.onnx;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol buffers message under construction: fields in the order in which they are added.
 *
 * <p>The wire format puts a message's length before its content, so sizes are computed first and
 * bytes written after. Large content stays where it is until then, and is never copied as a whole.
 */
final class ProtoMessage {

  /** Bytes that are produced when they are written. */
  interface Content {
    /** How many. */
    long size();

    /** Writes exactly so many. */
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private record Field(int number, int wireType, Content value) {
    long size() {
      return CodedOutputStream.computeTagSize(number) + value.size();
    }

    void writeTo(CodedOutputStream out) throws IOException {
      out.writeTag(number, wireType);
      value.writeTo(out);
    }
  }

  /** An integer as a variable number of bytes. */
  private record Varint(long value) implements Content {
    @Override
    public long size() {
      return CodedOutputStream.computeInt64SizeNoTag(value);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      out.writeInt64NoTag(value);
    }
  }

  private record Text(String value) implements Content {
    @Override
    public long size() {
      return CodedOutputStream.computeStringSizeNoTag(value);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      out.writeStringNoTag(value);
    }
  }

  /** Any content with its length before it. */
  private record Delimited(Content content) implements Content {
    @Override
    public long size() {
      long size = content.size();
      return CodedOutputStream.computeUInt64SizeNoTag(size) + size;
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      out.writeUInt64NoTag(content.size());
      content.writeTo(out);
    }
  }

  /** Integers one after the other, as proto3 packs repeated numbers. */
  private record Packed(List<Varint> values) implements Content {
    @Override
    public long size() {
      return values.stream().mapToLong(Varint::size).sum();
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      for (Varint value : values) {
        value.writeTo(out);
      }
    }
  }

  private record Nested(ProtoMessage message) implements Content {
    @Override
    public long size() {
      return message.size();
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      message.writeTo(out);
    }
  }

  private final List<Field> fields = new ArrayList<>();

  ProtoMessage integer(int field, long value) {
    fields.add(new Field(field, WireFormat.WIRETYPE_VARINT, new Varint(value)));
    return this;
  }

  ProtoMessage integers(int field, List<Long> values) {
    return delimited(field, new Delimited(new Packed(values.stream().map(Varint::new).toList())));
  }

  ProtoMessage text(int field, String value) {
    return delimited(field, new Text(value));
  }

  ProtoMessage message(int field, ProtoMessage value) {
    return delimited(field, new Delimited(new Nested(value)));
  }

  ProtoMessage bytes(int field, Content value) {
    return delimited(field, new Delimited(value));
  }

  private ProtoMessage delimited(int field, Content value) {
    fields.add(new Field(field, WireFormat.WIRETYPE_LENGTH_DELIMITED, value));
    return this;
  }

  /** How many bytes it has, its own tag and length not counted. */
  long size() {
    return fields.stream().mapToLong(Field::size).sum();
  }

  void writeTo(CodedOutputStream out) throws IOException {
    for (Field field : fields) {
      field.writeTo(out);
    }
  }
}
