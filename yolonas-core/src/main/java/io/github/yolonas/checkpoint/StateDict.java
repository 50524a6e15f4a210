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

  /** A builder for weights that don't come from a file. */
  public static Builder builder() {
    return new Builder("weights in memory");
  }

  static Builder builder(String source) {
    return new Builder(source);
  }

  /** All names, in order. */
  public Set<String> names() {
    return entries.keySet();
  }

  /** Whether there is a tensor of this name. */
  public boolean contains(String name) {
    return entries.containsKey(name);
  }

  /**
   * The tensor of this name, if there is one.
   *
   * @throws CheckpointException if it is of a kind that cannot be read
   */
  public Optional<StoredTensor> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(entry -> readable(name, entry));
  }

  /**
   * The tensor of this name.
   *
   * @throws CheckpointException if there is none, or it is of a kind that cannot be read
   */
  public StoredTensor get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                CheckpointException.expected(
                    source, name, "a tensor", "no such key among " + size()));
  }

  /** How many tensors there are. */
  public int size() {
    return entries.size();
  }

  /**
   * All tensors, in order.
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

    /** The tensors added so far. */
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
