package io.github.yolonas.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTrackTest {
  private static final float SIZE = 40;

  private static Detection at(float x, float y, float score) {
    return of(0, x, y, score);
  }

  private static Detection of(int label, float x, float y, float score) {
    return new Detection(label, "class" + label, score, BoundingBox.fromCxcywh(x, y, SIZE, SIZE));
  }

  private static List<Long> ids(List<Track> tracks) {
    return tracks.stream().map(Track::id).toList();
  }

  @Test
  void whatMovesKeepsItsId() {
    ByteTrack tracker = new ByteTrack();
    for (int i = 0; i < 100; i++) {
      List<Track> tracks = tracker.update(List.of(at(10 + 6 * i, 50, 0.9f), at(600, 300, 0.9f)));
      assertThat(ids(tracks)).containsExactly(1L, 2L);
      assertThat(tracks.get(0).detection().box().centerX()).isEqualTo(10 + 6 * i);
      assertThat(tracks.get(0).age()).isEqualTo(i + 1);
      assertThat(tracks.get(0).trace()).hasSize(Math.min(i + 1, 30));
    }
  }

  /** A second object's id comes with its second frame; the first frame's objects have theirs. */
  @Test
  void aFlickerGetsNoId() {
    ByteTrack tracker = new ByteTrack();
    assertThat(ids(tracker.update(List.of(at(50, 50, 0.9f))))).containsExactly(1L);
    List<Detection> flicker = List.of(at(50, 50, 0.9f), at(300, 300, 0.9f));
    assertThat(ids(tracker.update(flicker))).containsExactly(1L);
    assertThat(ids(tracker.update(List.of(at(50, 50, 0.9f))))).containsExactly(1L);
    assertThat(ids(tracker.update(flicker))).containsExactly(1L);
    List<Track> confirmed = tracker.update(flicker);
    assertThat(ids(confirmed)).containsExactly(1L, 2L);
    assertThat(confirmed.get(1).age()).isEqualTo(2);
  }

  /** Hidden for so many frames while it moves on: up to the buffer's length it is known again. */
  @ParameterizedTest
  @CsvSource({
    "1, 30, true",
    "10, 30, true",
    "29, 30, true",
    "30, 30, true",
    "31, 30, false",
    "12, 10, false",
    "10, 10, true"
  })
  void occlusion(int hidden, int buffer, boolean remembered) {
    ByteTrack tracker = new ByteTrack(ByteTrackOptions.defaults().withBufferFrames(buffer));
    int frame = 0;
    for (; frame < 30; frame++) {
      tracker.update(List.of(at(4 * frame, 50, 0.9f)));
    }
    for (int i = 0; i < hidden; i++, frame++) {
      assertThat(tracker.update(List.of())).isEmpty();
    }
    tracker.update(List.of(at(4 * frame, 50, 0.9f)));
    frame++;
    List<Track> after = tracker.update(List.of(at(4 * frame, 50, 0.9f)));
    assertThat(ids(after)).containsExactly(remembered ? 1L : 2L);
  }

  /** The time for which a hidden object is remembered is the same at any frame rate. */
  @ParameterizedTest
  @CsvSource({"30, 30", "60, 60", "25, 25", "10, 10"})
  void theBufferIsATime(double frameRate, int updates) {
    ByteTrackOptions options = ByteTrackOptions.defaults().withFrameRate(frameRate);
    assertThat(options.mostHiddenUpdates()).isEqualTo(updates);
  }

  /** Half hidden, it is found with little confidence: that continues its track. */
  @Test
  void lowScoresContinueTracksAndBeginNone() {
    ByteTrack tracker = new ByteTrack();
    for (int i = 0; i < 60; i++) {
      float score = i > 20 && i < 50 ? 0.2f : 0.9f;
      List<Track> tracks = tracker.update(List.of(at(5 * i, 50, score), at(400 + i, 300, 0.3f)));
      assertThat(ids(tracks)).containsExactly(1L);
      assertThat(tracks.get(0).detection().confidence()).isEqualTo(score);
    }
  }

  @Test
  void belowTheLowerThresholdItIsNotThere() {
    ByteTrack tracker = new ByteTrack();
    tracker.update(List.of(at(50, 50, 0.9f)));
    assertThat(tracker.update(List.of(at(50, 50, 0.05f)))).isEmpty();
  }

  /** Two of one class cross, at different speeds, one over the other. */
  @ParameterizedTest
  @ValueSource(floats = {0, 6, 15})
  void crossingObjectsKeepTheirIds(float apart) {
    ByteTrack tracker = new ByteTrack();
    for (int i = 0; i < 80; i++) {
      Detection right = at(20 + 6 * i, 100, 0.9f);
      Detection left = at(500 - 6 * i, 100 + apart, 0.85f);
      List<Track> tracks = tracker.update(List.of(right, left));
      assertThat(ids(tracks)).containsExactly(1L, 2L);
      if (Math.abs(right.box().centerX() - left.box().centerX()) > SIZE) {
        assertThat(tracks.get(0).detection()).isEqualTo(right);
        assertThat(tracks.get(1).detection()).isEqualTo(left);
      }
    }
  }

  /** One vanishes behind the other, of which alone a box is found, and comes out again. */
  @Test
  void whoPassesBehindAnotherComesOutAsHimself() {
    ByteTrack tracker = new ByteTrack();
    List<Track> tracks = List.of();
    for (int i = 0; i < 80; i++) {
      List<Detection> seen = new ArrayList<>(List.of(at(250, 100, 0.9f)));
      float x = 20 + 6 * i;
      if (Math.abs(x - 250) > SIZE * 0.7f) {
        seen.add(at(x, 104, 0.8f));
      }
      tracks = tracker.update(seen);
      assertThat(tracks.get(0).id()).isEqualTo(1);
      assertThat(tracks.get(0).detection().box().centerX()).isEqualTo(250);
    }
    assertThat(ids(tracks)).containsExactly(1L, 2L);
  }

  @Test
  void aTrackKeepsItsClassUnlessToldOtherwise() {
    ByteTrack aware = new ByteTrack();
    ByteTrack blind = new ByteTrack(ByteTrackOptions.defaults().withClassAware(false));
    List<Track> byClass = List.of();
    List<Track> byPlace = List.of();
    for (int i = 0; i < 10; i++) {
      List<Detection> seen = List.of(of(i < 5 ? 0 : 1, 50 + i, 50, 0.9f));
      byClass = aware.update(seen);
      byPlace = blind.update(seen);
    }
    assertThat(ids(byClass)).containsExactly(2L);
    assertThat(ids(byPlace)).containsExactly(1L);
    assertThat(byPlace.get(0).detection().label()).isEqualTo(1);
  }

  @Test
  void anIdIsNeverGivenTwice() {
    ByteTrack tracker = new ByteTrack(ByteTrackOptions.defaults().withBufferFrames(2));
    List<Long> seen = new ArrayList<>();
    for (int object = 0; object < 50; object++) {
      for (int i = 0; i < 3; i++) {
        for (Track track : tracker.update(List.of(at(50 + 200 * (object % 3), 50, 0.9f)))) {
          if (!seen.contains(track.id())) {
            seen.add(track.id());
          }
        }
      }
      for (int i = 0; i < 4; i++) {
        tracker.update(List.of());
      }
    }
    assertThat(seen).hasSize(50).isSorted().doesNotHaveDuplicates();
    assertThat(seen.get(49)).isEqualTo(50);
  }

  @Test
  void theSameInputGivesTheSameTracks() {
    assertThat(randomRun()).isEqualTo(randomRun());
  }

  private static List<Track> randomRun() {
    Random random = new Random(3);
    ByteTrack tracker = new ByteTrack();
    List<Track> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      List<Detection> seen = new ArrayList<>();
      for (int k = 0; k < 12; k++) {
        if (random.nextInt(4) > 0) {
          float x = 40 * k + 3 * i * (k % 2) + random.nextFloat() * 4;
          seen.add(of(k % 3, x, 20 * k, random.nextFloat()));
        }
      }
      all.addAll(tracker.update(seen));
    }
    return all;
  }

  @Test
  void boxesThatAreNoneArePassedOver() {
    ByteTrack tracker = new ByteTrack();
    Detection nan = new Detection(0, "class0", 0.9f, new BoundingBox(Float.NaN, 0, 10, 10));
    Detection inverted = new Detection(0, "class0", 0.9f, new BoundingBox(10, 0, 0, 10));
    Detection endless =
        new Detection(0, "class0", 0.9f, new BoundingBox(0, 0, Float.POSITIVE_INFINITY, 10));
    for (int i = 0; i < 3; i++) {
      List<Track> tracks = tracker.update(List.of(nan, inverted, endless, at(50, 50, 0.9f)));
      assertThat(ids(tracks)).containsExactly(1L);
    }
  }

  @Test
  void optionsAreChecked() {
    ByteTrackOptions d = ByteTrackOptions.defaults();
    assertThat(d.withConfidence(0.25).highThreshold()).isEqualTo(0.25);
    assertThat(d.withConfidence(0.25).newTrackThreshold()).isEqualTo(0.35);
    assertThat(d.withConfidence(0.05).lowThreshold()).isEqualTo(0.05);
    assertThat(d.withConfidence(1).newTrackThreshold()).isEqualTo(1);
    assertThatThrownBy(() -> d.withConfidence(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("highThreshold: expected 0 to 1, found 1.5");
    assertThatThrownBy(() -> d.withFrameRate(0)).hasMessageContaining("frameRate");
    assertThatThrownBy(() -> d.withBufferFrames(-1)).hasMessageContaining("bufferFrames");
    assertThatThrownBy(() -> new ByteTrackOptions(0.1, 0.5, 0.6, 0.2, 30, 30, true, 30))
        .hasMessageContaining("lowThreshold: expected at most highThreshold");
    assertThatThrownBy(() -> new ByteTrackOptions(0.5, 0.1, 0.6, 0.2, 30, 30, true, 0))
        .hasMessageContaining("traceLength");
  }
}
