package io.github.yolonas.explain;

import java.util.Optional;
import java.util.function.Function;

/**
 * A value and who decided it. Immutable if the value is.
 *
 * @param value what holds
 * @param origin who decided it
 * @param why a remark, in words; empty if the origin says all
 */
public record Chosen<T>(T value, Origin origin, String why) {

  /** A value whose origin says all. */
  public static <T> Chosen<T> of(T value, Origin origin) {
    return new Chosen<>(value, origin, "");
  }

  /** The order in which a model's settings are decided: the option, the checkpoint, the default. */
  public static <T> Chosen<T> first(Optional<T> option, Optional<T> checkpoint, T otherwise) {
    return option
        .map(value -> of(value, Origin.OPTION))
        .or(() -> checkpoint.map(value -> of(value, Origin.CHECKPOINT)))
        .orElseGet(() -> of(otherwise, Origin.DEFAULT));
  }

  /** What follows from the value, by the same decision. */
  public <R> Chosen<R> map(Function<? super T, ? extends R> consequence) {
    return new Chosen<>(consequence.apply(value), origin, why);
  }

  /** The same with a remark. */
  public Chosen<T> because(String reason) {
    return new Chosen<>(value, origin, reason);
  }

  /** Whether {@code who} decided it. */
  public boolean isFrom(Origin who) {
    return origin == who;
  }

  @Override
  public String toString() {
    return "%s (%s%s)".formatted(value, origin, why.isEmpty() ? "" : ": " + why);
  }
}
