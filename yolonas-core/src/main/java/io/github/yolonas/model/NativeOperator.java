package io.github.yolonas.model;

import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;

/**
 * An operator that LibTorch has and its Java binding has no method for. It is looked up in
 * LibTorch's dispatcher at each call, which takes about a microsecond, and is given boxed
 * arguments. Thread-safe; everything native is the caller's scope's.
 *
 * @param name such as {@code quantized::conv2d}
 * @param overload such as {@code new}; empty for the only one
 */
public record NativeOperator(String name, String overload) {

  /** Calls the operator for its one result. */
  IValue call(IValue... arguments) {
    return run(arguments).get(0);
  }

  /** Calls an operator that has no result, only effects. */
  public void execute(IValue... arguments) {
    run(arguments).close();
  }

  private IValueVector run(IValue... arguments) {
    IValueVector stack = new IValueVector();
    for (IValue argument : arguments) {
      stack.push_back(argument);
    }
    handle().callBoxed(stack);
    return stack;
  }

  /** Calls an operator that results in a tensor, which owns itself apart from the boxed result. */
  public Tensor tensor(IValue... arguments) {
    return new Tensor(call(arguments).toTensor());
  }

  /** An {@code int[]} argument. */
  static IValue ints(long... values) {
    GenericList list = new GenericList(intType());
    for (long value : values) {
      list.push_back(new IValue(value));
    }
    return new IValue(list);
  }

  /** A {@code Tensor[]} argument. */
  public static IValue tensors(Iterable<Tensor> values) {
    GenericList list = new GenericList(new NativeOperator("aten::cat", "").elementType(0));
    for (Tensor value : values) {
      list.push_back(new IValue(value));
    }
    return new IValue(list);
  }

  /** As the dispatcher knows it; in the caller's scope. */
  OperatorHandle handle() {
    return Dispatcher.singleton().findSchemaOrThrow(name, overload);
  }

  /** Of what the list is that this operator takes at {@code position}; there must be one. */
  Type.TypePtr elementType(int position) {
    return type(position).get().containedType(0);
  }

  /** A type that the binding does not name, read from an operator with such an argument. */
  private static Type.TypePtr intType() {
    int dimension = 1;
    return new NativeOperator("aten::cat", "").type(dimension);
  }

  private Type.TypePtr type(int position) {
    return handle().schema().arguments().getPointer(position).type();
  }
}
