package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Bytes;
import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Global;
import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.None;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Sequence.Kind;
import io.github.yolonas.checkpoint.PyValue.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads a pickle, protocols 0 to 5, without running it.
 *
 * <p>A pickle is a program for a small stack machine. Most instructions push a value or gather the
 * values above a mark into a container. The dangerous ones call a named function ({@code REDUCE}),
 * construct a named class ({@code NEWOBJ}) or hand state to an object ({@code BUILD}): Python
 * executes whatever they name. Here a name is only a name. {@link Reductions} knows the few that
 * stand for plain data (an ordered dict, a tensor's description); any other call becomes an {@link
 * Instance}, which records what would have been called.
 *
 * <p>The machine is a loop, not a recursion, and {@link CheckpointLimits} bound its stack, its memo
 * and the number of its steps.
 */
final class Unpickler {
  /** One instruction. */
  private interface Instruction {
    void run(PickleMachine m) throws IOException;
  }

  private static final int STOP = '.';
  private static final int NEWEST_PROTOCOL = 5;
  private static final Instruction[] INSTRUCTIONS = new Instruction[256];

  static {
    defineScalars();
    defineText();
    defineContainers();
    defineStackAndMemo();
    defineObjects();
  }

  private Unpickler() {}

  /**
   * Reads one pickle, leaving {@code in} just behind it.
   *
   * @param onStorage is told of each storage that the pickle refers to
   * @throws CheckpointException if it is malformed or larger than the limits allow
   */
  static Object read(PickleInput in, CheckpointLimits limits, Consumer<Storage> onStorage)
      throws IOException {
    PickleMachine machine = new PickleMachine(in, limits, onStorage);
    for (int code = in.readByte(); code != STOP; code = in.readByte()) {
      machine.spend(1);
      Instruction instruction = INSTRUCTIONS[code];
      if (instruction == null) {
        throw in.malformed("unknown instruction 0x%02x".formatted(code));
      }
      instruction.run(machine);
    }
    return machine.pop();
  }

  private static void on(int code, Instruction instruction) {
    INSTRUCTIONS[code] = instruction;
  }

  private static void defineScalars() {
    on('N', m -> m.push(None.NONE));
    on(0x88, m -> m.push(true));
    on(0x89, m -> m.push(false));
    on('K', m -> m.push((long) m.in.readByte()));
    on('M', m -> m.push((long) m.in.readUnsignedShort()));
    on('J', m -> m.push((long) m.in.readInt()));
    on('I', m -> m.push(PickleNumbers.intLine(m.in)));
    on('L', m -> m.push(PickleNumbers.longLine(m.in)));
    on(0x8a, m -> m.push(PickleNumbers.longBytes(m.in, m.in.readByte())));
    on(0x8b, m -> m.push(PickleNumbers.longBytes(m.in, m.in.readInt())));
    on('F', m -> m.push(PickleNumbers.floatLine(m.in)));
    on('G', m -> m.push(m.in.readBigEndianDouble()));
  }

  private static void defineText() {
    on('S', m -> m.push(PickleNumbers.quotedLine(m.in)));
    on('V', m -> m.push(PickleNumbers.unicodeLine(m.in)));
    on('T', m -> m.push(m.in.readText(m.in.readInt())));
    on('U', m -> m.push(m.in.readText(m.in.readByte())));
    on('X', m -> m.push(m.in.readText(m.in.readUnsignedInt())));
    on(0x8c, m -> m.push(m.in.readText(m.in.readByte())));
    on(0x8d, m -> m.push(m.in.readText(m.in.readLong())));
    on('B', m -> m.push(new Bytes(m.in.readBytes(m.in.readUnsignedInt()))));
    on('C', m -> m.push(new Bytes(m.in.readBytes(m.in.readByte()))));
    on(0x8e, m -> m.push(new Bytes(m.in.readBytes(m.in.readLong()))));
    on(0x96, m -> m.push(new Bytes(m.in.readBytes(m.in.readLong()))));
  }

  private static void defineContainers() {
    Sequence emptyTuple = Sequence.tuple();
    on(')', m -> m.push(emptyTuple));
    on(']', m -> m.push(new Sequence(Kind.LIST, new ArrayList<>(0))));
    on('}', m -> m.push(new Dict()));
    on(0x8f, m -> m.push(new Sequence(Kind.SET, new ArrayList<>(0))));
    on('t', m -> m.push(new Sequence(Kind.TUPLE, m.popToMark())));
    on('l', m -> m.push(new Sequence(Kind.LIST, m.popToMark())));
    on(0x91, m -> m.push(new Sequence(Kind.SET, m.popToMark())));
    on(0x85, m -> m.push(m.popTuple(1)));
    on(0x86, m -> m.push(m.popTuple(2)));
    on(0x87, m -> m.push(m.popTuple(3)));
    on('d', m -> m.push(putAll(m, new Dict(), m.popToMark())));
    on('a', m -> addAll(m, List.of(m.pop())));
    on('e', m -> addAll(m, m.popToMark()));
    on(0x90, m -> addAll(m, m.popToMark()));
    on('s', m -> putAll(m, m.popTuple(2).items));
    on('u', m -> putAll(m, m.popToMark()));
  }

  private static void defineStackAndMemo() {
    on(0x80, Unpickler::checkProtocol);
    on(0x95, m -> m.in.readLong()); // FRAME: a hint for reading ahead
    on('(', PickleMachine::mark);
    on('0', Unpickler::discard);
    on('1', PickleMachine::popToMark);
    on('2', m -> m.push(m.peek()));
    on('p', m -> m.remember(PickleNumbers.index(m.in)));
    on('q', m -> m.remember(m.in.readByte()));
    on('r', m -> m.remember(m.in.readUnsignedInt()));
    on(0x94, PickleMachine::rememberNext);
    on('g', m -> m.recall(PickleNumbers.index(m.in)));
    on('h', m -> m.recall(m.in.readByte()));
    on('j', m -> m.recall(m.in.readUnsignedInt()));
  }

  private static void defineObjects() {
    on('c', m -> m.push(new Global(m.in.readLine(), m.in.readLine())));
    on(0x93, Unpickler::stackGlobal);
    on('P', m -> m.push(Reductions.persistent(m, m.in.readLine())));
    on('Q', m -> m.push(Reductions.persistent(m, m.pop())));
    on('R', m -> m.push(Reductions.call(m, m.popTuple(2).items)));
    on(0x81, m -> m.push(Reductions.construct(m, m.popTuple(2).items)));
    on(0x92, m -> m.push(Reductions.construct(m, m.popTuple(3).items)));
    on('b', m -> Reductions.build(m.pop(), m.peek()));
    on('i', m -> m.push(instance(m, new Global(m.in.readLine(), m.in.readLine()), m.popToMark())));
    on('o', Unpickler::oldObject);
  }

  private static void checkProtocol(PickleMachine m) throws IOException {
    int protocol = m.in.readByte();
    if (protocol > NEWEST_PROTOCOL) {
      throw m.in.malformed(
          "protocol %d, newer than %d, the newest known".formatted(protocol, NEWEST_PROTOCOL));
    }
  }

  private static void discard(PickleMachine m) {
    if (m.markIsOnTop()) {
      m.popToMark();
    } else {
      m.pop();
    }
  }

  private static void stackGlobal(PickleMachine m) {
    List<Object> names = m.popTuple(2).items;
    if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
      m.push(new Global(module, name));
    } else {
      throw m.in.malformed("a global name that is not text");
    }
  }

  private static void oldObject(PickleMachine m) {
    List<Object> parts = m.popToMark();
    if (parts.isEmpty()) {
      throw m.in.malformed("an object without a class");
    }
    m.push(instance(m, parts.get(0), new ArrayList<>(parts.subList(1, parts.size()))));
  }

  private static Object instance(PickleMachine m, Object type, List<Object> arguments) {
    return Reductions.construct(m, List.of(type, new Sequence(Kind.TUPLE, arguments)));
  }

  private static void addAll(PickleMachine m, List<Object> items) {
    Object target = m.peek();
    if (target instanceof Sequence sequence && sequence.kind != Kind.TUPLE) {
      sequence.items.addAll(items);
    } else if (target instanceof Instance instance) {
      instance.items().addAll(items);
    } else {
      throw m.in.malformed("items added to something that is no list or set");
    }
  }

  private static void putAll(PickleMachine m, List<Object> keysAndValues) {
    Object target = m.peek();
    if (target instanceof Dict dict) {
      putAll(m, dict, keysAndValues);
    } else if (target instanceof Instance instance) {
      putAll(m, instance.entries(), keysAndValues);
    } else {
      throw m.in.malformed("entries put into something that is no dict");
    }
  }

  private static Dict putAll(PickleMachine m, Dict dict, List<Object> keysAndValues) {
    if (keysAndValues.size() % 2 != 0) {
      throw m.in.malformed("a key without a value");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      dict.put(keysAndValues.get(i), keysAndValues.get(i + 1));
    }
    return dict;
  }
}
