package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final List<String> events = new ArrayList<>();

  @Test
  void contendersTakeTurnsAfterWarmingUp() throws Exception {
    try (Comparison.Standings standings =
        new Comparison(1, 2, 0).run(List.of(entrant("A"), entrant("B")))) {
      assertThat(standings.results()).extracting(Result::title).containsExactly("A fp32", "B fp32");
      assertThat(standings.contenders()).hasSize(2);
    }
    assertThat(events)
        .containsExactly("A", "B", "A", "B", "A", "B", "A", "B", "A closed", "B closed");
  }

  @Test
  void whoCannotTakePartIsNamedWithTheReason() throws Exception {
    Entrant broken =
        new Entrant(
            "B",
            "fp32",
            () -> {
              throw new UnsatisfiedLinkError("no such library");
            });
    try (Comparison.Standings standings =
        new Comparison(1, 1, 0).run(List.of(entrant("A"), broken, entrant("C")))) {
      assertThat(standings.results()).extracting(Result::name).containsExactly("A", "B", "C");
      assertThat(standings.results().get(1).milliseconds()).isEmpty();
      assertThat(standings.results().get(1).remark()).isEqualTo("no such library");
    }
  }

  @Test
  void theReferenceMustTakePart() {
    Entrant broken =
        new Entrant(
            "A",
            "fp32",
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> new Comparison(1, 1, 0).run(List.of(broken, entrant("B"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void whoFailsLaterIsClosedWithAllOthers() {
    Entrant tired = new Entrant("B", "fp32", () -> new Recorded("B", 1));
    assertThatThrownBy(() -> new Comparison(1, 1, 0).run(List.of(entrant("A"), tired)))
        .hasMessage("B is tired");
    assertThat(events).endsWith("A closed", "B closed");
  }

  @Test
  void outputsAreComparedWithTheReferences() throws Exception {
    try (Comparison.Standings standings =
        new Comparison(1, 1, 0).run(List.of(entrant("A"), entrant("BB")))) {
      assertThat(standings.results().get(0).scoreDifference()).isZero();
      assertThat(standings.results().get(1).scoreDifference()).isEqualTo(1);
    }
  }

  private Entrant entrant(String name) {
    return new Entrant(name, "fp32", () -> new Recorded(name, Integer.MAX_VALUE));
  }

  /** Writes down what is done to it; its one score is the length of its name. */
  private final class Recorded implements Contender {
    private final String name;
    private int strength;

    Recorded(String name, int strength) {
      this.name = name;
      this.strength = strength;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String precision() {
      return "fp32";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Outputs run() {
      events.add(name);
      if (strength-- == 0) {
        throw new IllegalStateException(name + " is tired");
      }
      return new Outputs(new float[4], new float[] {name.length()});
    }

    @Override
    public void close() {
      events.add(name + " closed");
    }
  }
}
