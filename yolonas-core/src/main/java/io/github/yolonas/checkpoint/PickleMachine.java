package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of a pickle machine: a stack with marks, a memo, and a budget that bounds them. */
final class PickleMachine {
  final PickleInput in;
  final Consumer<Storage> onStorage;
  private final CheckpointLimits limits;
  private final List<Object> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private @Nullable Object[] memo = new @Nullable Object[0];
  private int remembered;
  private long work;
  private long copiedBytes;

  PickleMachine(PickleInput in, CheckpointLimits limits, Consumer<Storage> onStorage) {
    this.in = in;
    this.onStorage = onStorage;
    this.limits = limits;
  }

  /** Counts work: an instruction, or an item that an instruction copies. */
  void spend(long items) {
    work += items;
    if (work > limits.maxPickleOpcodes()) {
      throw in.malformed(
          "more instructions than CheckpointLimits.maxPickleOpcodes allows, "
              + limits.maxPickleOpcodes());
    }
  }

  /** Counts bytes made from bytes that were read before, which the input's size doesn't bound. */
  void spendBytes(long bytes) {
    copiedBytes += bytes;
    if (copiedBytes > limits.maxPickleBytes()) {
      throw in.malformed("copies more bytes than CheckpointLimits.maxPickleBytes allows");
    }
  }

  void push(Object value) {
    if (stack.size() >= limits.maxPickleStack()) {
      throw in.malformed(
          "more objects on the stack than CheckpointLimits.maxPickleStack allows, "
              + limits.maxPickleStack());
    }
    stack.add(value);
  }

  Object pop() {
    requireItems(1);
    return stack.remove(stack.size() - 1);
  }

  Object peek() {
    requireItems(1);
    return stack.get(stack.size() - 1);
  }

  /** The topmost {@code count} objects as a tuple. */
  Sequence popTuple(int count) {
    requireItems(count);
    return new Sequence(Sequence.Kind.TUPLE, cutFrom(stack.size() - count));
  }

  void mark() {
    if (marks.size() >= limits.maxPickleStack()) {
      throw in.malformed("more marks than CheckpointLimits.maxPickleStack allows");
    }
    marks.add(stack.size());
  }

  /** Everything above the topmost mark, which goes too. */
  List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw in.malformed("no mark on the stack");
    }
    return cutFrom(marks.remove(marks.size() - 1));
  }

  boolean markIsOnTop() {
    return !marks.isEmpty() && marks.get(marks.size() - 1) == stack.size();
  }

  /** Puts the topmost object into the memo. Indices are dense in practice, thus an array. */
  void remember(long index) {
    if (index >= limits.maxPickleMemo()) {
      throw in.malformed(
          "more remembered objects than CheckpointLimits.maxPickleMemo allows, "
              + limits.maxPickleMemo());
    }
    int at = (int) index;
    if (at >= memo.length) {
      memo = Arrays.copyOf(memo, Math.max(at + 1, memo.length * 2));
    }
    remembered += memo[at] == null ? 1 : 0;
    memo[at] = peek();
  }

  void rememberNext() {
    remember(remembered);
  }

  void recall(long index) {
    Object value = index < memo.length ? memo[(int) index] : null;
    if (value == null) {
      throw in.malformed("no remembered object " + index);
    }
    push(value);
  }

  private List<Object> cutFrom(int start) {
    List<Object> top = stack.subList(start, stack.size());
    List<Object> items = new ArrayList<>(top);
    top.clear();
    return items;
  }

  private void requireItems(int count) {
    int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    if (stack.size() - floor < count) {
      throw in.malformed("too few objects on the stack");
    }
  }
}
