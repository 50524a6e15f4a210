package io.github.yolonas.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PlateLayoutTest {
  private final PlateLayout layout = new PlateLayout(100, 80);

  @ParameterizedTest
  @CsvFileSource(resources = "plates.csv")
  void aLonePlateLies(String where, String frame, String corner) {
    int[] f = ints(frame);
    Rectangle place = layout.place(new Rectangle(f[0], f[1], f[2], f[3]), 30, 10);
    assertThat(place.x + " " + place.y).as(where).isEqualTo(corner);
  }

  @Test
  void platesOfOneSpotGoToItsCorners() {
    Rectangle frame = new Rectangle(20, 30, 60, 20);
    List<Rectangle> places = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      places.add(layout.place(frame, 30, 10));
    }
    assertThat(places)
        .containsExactly(
            new Rectangle(20, 20, 30, 10), // above
            new Rectangle(50, 20, 30, 10),
            new Rectangle(20, 30, 30, 10), // inside, at the top
            new Rectangle(50, 30, 30, 10),
            new Rectangle(20, 50, 30, 10), // below
            new Rectangle(50, 50, 30, 10),
            new Rectangle(20, 40, 30, 10), // inside, at the bottom
            new Rectangle(50, 40, 30, 10));
  }

  @Test
  void whereAllIsTakenItHidesTheLeast() {
    Rectangle frame = new Rectangle(20, 30, 30, 10); // two corners of each edge are one place
    layout.place(new Rectangle(20, 30, 30, 10), 30, 10);
    layout.place(new Rectangle(20, 40, 30, 10), 30, 10);
    layout.place(new Rectangle(20, 53, 30, 10), 30, 10); // covers 7 of the 10 rows below
    assertThat(layout.place(frame, 30, 10)).isEqualTo(new Rectangle(20, 40, 30, 10));
  }

  @Test
  void plateStaysInsideWhateverTheFrame() {
    Random random = new Random(3);
    Rectangle image = new Rectangle(100, 80);
    for (int i = 0; i < 5_000; i++) {
      int x = random.nextInt(100);
      int y = random.nextInt(80);
      Rectangle frame =
          new Rectangle(x, y, 1 + random.nextInt(100 - x), 1 + random.nextInt(80 - y));
      int width = 1 + random.nextInt(100);
      int height = 1 + random.nextInt(80);
      Rectangle place = new PlateLayout(100, 80).place(frame, width, height);
      assertThat(image.contains(place)).as("%s for %s", place, frame).isTrue();
      assertThat(place.getSize()).isEqualTo(new Rectangle(width, height).getSize());
    }
  }

  private static int[] ints(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
