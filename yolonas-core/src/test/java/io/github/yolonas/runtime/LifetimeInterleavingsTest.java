package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Interleavings;
import io.github.yolonas.Interleavings.Strand;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** {@link Lifetime} under every schedule that the model checker tries. */
@Tag("interleavings")
@DisabledForJreRange(
    min = JRE.JAVA_25,
    disabledReason = "Lincheck 3.7 does not see a missing lock there, and so proves nothing")
class LifetimeInterleavingsTest {

  /** Stands for weights: says so if they are used after they are freed, or freed in use. */
  private static final class Weights {
    private volatile boolean freed;
    private final AtomicInteger frees = new AtomicInteger();

    void free() {
      freed = true;
      frees.incrementAndGet();
    }

    boolean use() {
      Interleavings.require(!freed, "used after they were freed");
      Interleavings.require(!freed, "freed while they were used");
      return true;
    }
  }

  /** What {@link Lifetime} would be without its lock; the checker must find what is wrong. */
  private static final class Unguarded {
    private final Weights weights;
    private volatile boolean closed;

    Unguarded(Weights weights) {
      this.weights = weights;
    }

    void use() {
      if (!closed) {
        weights.use();
      }
    }

    void close() {
      closed = true;
      weights.free();
    }
  }

  @Test
  void noUseMeetsFreedWeights() {
    Interleavings.check(
        () -> {
          Weights weights = new Weights();
          Lifetime lifetime = new Lifetime("weights", weights::free);
          Strand one = Interleavings.start(() -> useOrBeRefused(lifetime, weights::use));
          Strand other = Interleavings.start(() -> useOrBeRefused(lifetime, weights::use));
          lifetime.close();
          Interleavings.require(weights.frees.get() == 1, "not freed when close() returned");
          Interleavings.require(!useOrBeRefused(lifetime, weights::use), "used after close()");
          Interleavings.join(one, other);
        });
  }

  @Test
  void ofTwoClosingsOneFreesAndBothWait() {
    Interleavings.check(
        () -> {
          Weights weights = new Weights();
          Lifetime lifetime = new Lifetime("weights", weights::free);
          Strand user = Interleavings.start(() -> useOrBeRefused(lifetime, weights::use));
          Strand closer =
              Interleavings.start(
                  () -> {
                    lifetime.close();
                    Interleavings.require(weights.freed, "not freed when close() returned");
                  });
          lifetime.close();
          Interleavings.require(weights.freed, "not freed when the other close() returned");
          Interleavings.join(user, closer);
          Interleavings.require(weights.frees.get() == 1, "freed more than once");
        });
  }

  /** A listener that predicts, while somebody closes. */
  @Test
  void aUseInsideAUseIsNeverRefused() {
    Interleavings.check(
        () -> {
          Weights weights = new Weights();
          Lifetime lifetime = new Lifetime("weights", weights::free);
          Strand user =
              Interleavings.start(
                  () ->
                      useOrBeRefused(
                          lifetime,
                          () -> {
                            boolean inside = useOrBeRefused(lifetime, weights::use);
                            Interleavings.require(inside, "refused inside a use");
                            return weights.use();
                          }));
          lifetime.close();
          Interleavings.join(user);
        });
  }

  @Test
  void theCheckerFindsWhatAMissingLockWouldDo() {
    assertThatThrownBy(
            () ->
                Interleavings.check(
                    () -> {
                      Unguarded unguarded = new Unguarded(new Weights());
                      Strand user = Interleavings.start(unguarded::use);
                      unguarded.close();
                      Interleavings.join(user);
                    }))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageContaining("they were");
  }

  /** Whether it was let in. */
  private static boolean useOrBeRefused(Lifetime lifetime, Supplier<Boolean> use) {
    try {
      return lifetime.use(use);
    } catch (IllegalStateException refused) {
      Interleavings.require("weights is closed".equals(refused.getMessage()), refused.toString());
      return false;
    }
  }
}
