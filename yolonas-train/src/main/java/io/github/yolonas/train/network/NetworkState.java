package io.github.yolonas.train.network;

import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.runtime.Devices;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Every parameter and buffer by its name in a checkpoint, in a checkpoint's order. It owns them
 * until closed. As a source of weights it gives out the tensors themselves, no copies, so that
 * networks made from it share them: what the optimizer changes, they all see.
 */
final class NetworkState implements TensorSource, AutoCloseable {
  private final String name;
  private final Map<String, Tensor> tensors;

  private NetworkState(String name, Map<String, Tensor> tensors) {
    this.name = name;
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /** Reads everything into the number format, layout and device of the options. */
  static NetworkState read(TensorSource source, NetworkOptions options) {
    Device device = new Device(Devices.resolve(options.device()).toString());
    try (device) {
      return make(
          source.name(), source.keys(), key -> place(source.read(key), key, options, device));
    }
  }

  /** The same values in tensors of their own, which do not gather gradients. */
  NetworkState copy() {
    return make(name, tensors.keySet(), key -> get(key).detach().clone().set_requires_grad(false));
  }

  private static NetworkState make(String name, Set<String> keys, Function<String, Tensor> maker) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope()) {
      for (String key : keys) {
        Tensor tensor = maker.apply(key);
        tensors.put(key, tensor);
      }
      tensors.values().forEach(Tensor::retainReference);
    }
    return new NetworkState(name, tensors);
  }

  private static Tensor place(Tensor tensor, String key, NetworkOptions options, Device device) {
    boolean counter = ParameterNames.isCounter(key);
    MemoryFormat layout =
        tensor.dim() == 4 ? options.memoryLayout().format() : MemoryFormat.Contiguous;
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor placed =
          tensor.to(
              device,
              counter ? ScalarType.Long : options.parameterType().scalarType(),
              false,
              true,
              new MemoryFormatOptional(layout));
      placed.set_requires_grad(ParameterNames.isParameter(key));
      return placed;
    }
  }

  /** All names and tensors, in order. */
  Map<String, Tensor> tensors() {
    return tensors;
  }

  Tensor get(String key) {
    return Objects.requireNonNull(tensors.get(key), key);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> keys() {
    return tensors.keySet();
  }

  @Override
  public long[] shape(String key) {
    return get(key).shape();
  }

  /** Another handle of the same tensor. */
  @Override
  public Tensor read(String key) {
    return new Tensor(get(key));
  }

  /** What can be written to a file; each tensor is fetched when it is. */
  StateDict stateDict() {
    StateDict.Builder dict = StateDict.builder();
    tensors.forEach((key, tensor) -> dict.add(TensorContents.of(key, tensor)));
    return dict.build();
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::releaseReference);
  }
}
