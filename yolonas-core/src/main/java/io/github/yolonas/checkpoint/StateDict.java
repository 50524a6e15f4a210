package io.github.yolonas.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The named tensors of a network, in the order of the file. Immutable.
 *
 * <p>A file may hold tensors of a kind that cannot be read here (sparse, quantized, complex). Their
 * names are listed like the others'; who asks for one gets a {@link CheckpointException} that says
 * what it is.
 */
public final class StateDict {
  private final String source;
  private final Map<String, Entry> entries;

  /** A tensor, or the reason why there is none. */
  private sealed interface Entry {
    record Usable(StoredTensor tensor) implements Entry {}

    record Refused(String reason) implements Entry {}
  }

  private StateDict(String source, Map<String, Entry> entries) {
    this.source = source;
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** {@return a builder for weights that don't come from a file} */
  public static Builder builder() {
    return new Builder("weights in memory");
  }

  static Builder builder(String source) {
    return new Builder(source);
  }

  /** {@return all names, in order} */
  public Set<String> names() {
    return entries.keySet();
  }

  /**
   * {@return whether there is a tensor of this name}
   *
   * @param name such as {@code backbone.stem.conv.branch_3x3.conv.weight}
   */
  public boolean contains(String name) {
    return entries.containsKey(name);
  }

  /**
   * {@return the tensor of this name, if there is one}
   *
   * @param name such as {@code backbone.stem.conv.branch_3x3.conv.weight}
   * @throws CheckpointException if it is of a kind that cannot be read
   */
  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(entry -> readable(name, entry));
  }

  /**
   * {@return the tensor of this name}
   *
   * @param name such as {@code backbone.stem.conv.branch_3x3.conv.weight}
   * @throws CheckpointException if there is none, or it is of a kind that cannot be read
   */
  public StoredTensor get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                CheckpointException.expected(
                    source, name, "a tensor", "no such key among " + size()));
  }

  /** {@return how many tensors there are} */
  public int size() {
    return entries.size();
  }

  /**
   * {@return all tensors, in order}
   *
   * @throws CheckpointException (while it is read) if one is of a kind that cannot be read
   */
  public Stream<StoredTensor> stream() {
    return entries.entrySet().stream().map(entry -> readable(entry.getKey(), entry.getValue()));
  }

  private StoredTensor readable(String name, Entry entry) {
    if (entry instanceof Entry.Refused refused) {
      throw CheckpointException.expected(source, name, "a plain dense tensor", refused.reason());
    }
    return ((Entry.Usable) entry).tensor();
  }

  /** Gathers tensors; each name may occur once. */
  public static final class Builder {
    private final String source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Builder(String source) {
      this.source = source;
    }

    /**
     * Adds a tensor under its own name.
     *
     * @param tensor comes behind those added before
     * @return this builder
     * @throws IllegalArgumentException if the name is taken
     */
    public Builder add(StoredTensor tensor) {
      put(tensor.name(), new Entry.Usable(tensor));
      return this;
    }

    Builder refuse(String name, String reason) {
      put(name, new Entry.Refused(reason));
      return this;
    }

    /** {@return the tensors added so far} */
    public StateDict build() {
      return new StateDict(source, entries);
    }

    private void put(String name, Entry entry) {
      if (entries.putIfAbsent(Objects.requireNonNull(name), entry) != null) {
        throw new IllegalArgumentException("two tensors named " + name);
      }
    }
  }
}
