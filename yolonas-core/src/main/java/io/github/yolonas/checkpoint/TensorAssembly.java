package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Instance;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.checkpoint.PyValue.Storage;
import io.github.yolonas.checkpoint.PyValue.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link StateDict} of what a pickle claims, checking each claim against the file. */
final class TensorAssembly {
  /** Where a format keeps the bytes of its storages. */
  interface Storages {
    /**
     * The bytes of a storage.
     *
     * @param bytes how many the pickle claims
     * @throws CheckpointException if there is no such storage, or it has another size
     */
    StorageBytes find(String key, long bytes);
  }

  /** Types that no {@link DType} stands for, with the size of their elements. */
  private static final Map<String, Integer> OTHER_STORAGES =
      Map.of(
          "QInt8Storage", 1,
          "QUInt8Storage", 1,
          "QInt32Storage", 4,
          "ComplexFloatStorage", 8,
          "ComplexDoubleStorage", 16);

  private static final double MOST_REPETITION = 4;
  private static final double REPETITION_ALLOWANCE = 1 << 26;

  private final String file;
  private final Storages storages;
  private final Map<String, Long> storedBytes = new HashMap<>();
  private double denseBytes;
  private final CheckpointLimits limits;

  TensorAssembly(String file, Storages storages, CheckpointLimits limits) {
    this.file = file;
    this.storages = storages;
    this.limits = limits;
  }

  /** All tensors, checked. */
  StateDict assemble(Map<String, PyValue> named) {
    if (named.isEmpty()) {
      throw new CheckpointException(file + ": expected the weights of a network, found no tensor");
    }
    if (named.size() > limits.maxTensors()) {
      throw CheckpointException.expected(
          file,
          "state dict",
          "at most %d tensors (CheckpointLimits.maxTensors)".formatted(limits.maxTensors()),
          String.valueOf(named.size()));
    }
    StateDict.Builder builder = StateDict.builder(file);
    named.forEach((name, value) -> add(builder, name, value));
    requireInProportion();
    return builder.build();
  }

  private void add(StateDict.Builder builder, String name, PyValue value) {
    if (value instanceof Tensor tensor) {
      Optional<DType> dtype = dtype(tensor);
      if (dtype.isPresent()) {
        builder.add(tensor(name, tensor, dtype.get()));
      } else {
        builder.refuse(name, "one of type " + typeName(tensor));
      }
    } else {
      String kind = value instanceof Instance instance ? instance.typeName() : "something else";
      builder.refuse(name, "one made by " + CheckpointException.quote(kind));
    }
  }

  private StoredTensor tensor(String name, Tensor claim, DType dtype) {
    TensorView view = view(name, claim);
    StorageBytes storage = storages.find(claim.storage.key(), storageBytes(name, claim, dtype));
    if (view.requiredElements > storage.size() / dtype.bytes()) {
      throw CheckpointException.expected(
          file,
          name,
          "a storage of at least %d elements".formatted(view.requiredElements),
          "%d in storage %s"
              .formatted(
                  storage.size() / dtype.bytes(), CheckpointException.quote(claim.storage.key())));
    }
    requireSize(file, name, view.elementCount, dtype, limits);
    denseBytes += (double) view.elementCount * dtype.bytes();
    storedBytes.put(claim.storage.key(), storage.size());
    TensorContent content =
        view.isContiguous()
            ? new TensorContent.Stretch(storage, view.offset * dtype.bytes())
            : new StridedContent(storage, view, dtype.bytes());
    return new StoredTensor(file, name, dtype, view.shape, content);
  }

  /**
   * Refuses a file whose tensors are, all together, many times what it stores: views that repeat
   * their storage cost a file nothing, and whoever loads it all their bytes.
   */
  private void requireInProportion() {
    double stored = storedBytes.values().stream().mapToDouble(Long::doubleValue).sum();
    if (denseBytes > MOST_REPETITION * stored + REPETITION_ALLOWANCE) {
      throw CheckpointException.expected(
          file,
          "state dict",
          "tensors of about the %.0f bytes that are stored".formatted(stored),
          "views that repeat them to %.0f".formatted(denseBytes));
    }
  }

  /** Refuses a tensor larger than the limit, which an expanded view can be in a tiny file. */
  static void requireSize(
      String file, String name, long elements, DType dtype, CheckpointLimits limits) {
    if (elements > limits.maxTensorBytes() / dtype.bytes()) {
      throw CheckpointException.expected(
          file,
          name,
          "at most %d bytes (CheckpointLimits.maxTensorBytes)".formatted(limits.maxTensorBytes()),
          "%d elements of %s".formatted(elements, dtype));
    }
  }

  private TensorView view(String name, Tensor claim) {
    try {
      long offset = Math.addExact(integer(claim.offset), claim.storage.viewOffset());
      return new TensorView(offset, integers(claim.shape), integers(claim.strides));
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: %s: expected a view of its storage, found %s"
              .formatted(file, CheckpointException.quote(name), e.getMessage()),
          e);
    }
  }

  private long storageBytes(String name, Tensor claim, DType dtype) {
    long elements = claim.storage.elements();
    long elementBytes = isUntyped(claim.storage) ? 1 : dtype.bytes();
    if (elements < 0 || elements > Long.MAX_VALUE / elementBytes) {
      throw CheckpointException.expected(
          file, name, "a storage of a possible size", elements + " elements");
    }
    return elements * elementBytes;
  }

  private static long integer(Object value) {
    if (value instanceof Long integer) {
      return integer;
    }
    throw new IllegalArgumentException("something else than an integer of 64 bits");
  }

  private static long[] integers(Object value) {
    if (value instanceof Sequence sequence) {
      return sequence.items.stream().mapToLong(TensorAssembly::integer).toArray();
    }
    throw new IllegalArgumentException("something else than a tuple of integers");
  }

  private static boolean isUntyped(Storage storage) {
    return storage.type().equals("UntypedStorage");
  }

  /** The size of an element, which in an old file is needed to find the next storage. */
  static int elementBytes(Storage storage) {
    if (isUntyped(storage)) {
      return 1;
    }
    return dtype(storage)
        .map(DType::bytes)
        .orElseGet(() -> OTHER_STORAGES.getOrDefault(storage.type(), 1));
  }

  private static Optional<DType> dtype(Storage storage) {
    return Arrays.stream(DType.values())
        .filter(dtype -> dtype.torchStorage().equals(storage.type()))
        .findFirst();
  }

  /** A tensor states its type itself only if its storage, of bytes, does not. */
  private static Optional<DType> dtype(Tensor tensor) {
    if (tensor.dtype == null) {
      return isUntyped(tensor.storage) ? Optional.of(DType.UINT8) : dtype(tensor.storage);
    }
    String name = tensor.dtype.name().toUpperCase(Locale.ROOT);
    return Arrays.stream(DType.values()).filter(dtype -> dtype.name().equals(name)).findFirst();
  }

  private static String typeName(Tensor tensor) {
    return CheckpointException.quote(
        tensor.dtype == null ? tensor.storage.type() : tensor.dtype.qualified());
  }
}
