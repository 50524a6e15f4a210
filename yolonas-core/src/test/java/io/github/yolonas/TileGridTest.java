package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.TileGrid.Tile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileGridTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // tile | image side | where tiles begin
        "100 | 1   | 0",
        "100 | 99  | 0",
        "100 | 100 | 0",
        "100 | 101 | 0 1",
        "100 | 180 | 0 80",
        "100 | 181 | 0 80 81",
        "100 | 260 | 0 80 160",
        "32  | 80  | 0 25 48",
        "320 | 640 | 0 256 320",
      })
  void tilesBeginEveryFourFifthsAndTheLastEndsAtTheBorder(int tile, int side, String expected) {
    List<Integer> starts = List.of(expected.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(new TileGrid(tile, 0.2).starts(side)).isEqualTo(starts);
  }

  @ParameterizedTest
  @CsvSource({"32,33,31", "33,100,257", "64,200,64", "100,1000,1", "256,333,501", "640,300,200"})
  void everyPixelIsInATileAndNoTileLeavesTheImage(int size, int width, int height) {
    boolean[][] covered = new boolean[height][width];
    for (Tile tile : new TileGrid(size, 0.2).tiles(width, height)) {
      for (int y = tile.top(); y < tile.top() + tile.height(); y++) {
        for (int x = tile.left(); x < tile.left() + tile.width(); x++) {
          covered[y][x] = true; // an index out of bounds is a tile outside of the image
        }
      }
    }
    for (boolean[] row : covered) {
      assertThat(row).doesNotContain(false);
    }
  }

  /** The overlap's promise: what is at most a fifth of a tile long lies whole in one. */
  @ParameterizedTest
  @ValueSource(ints = {32, 33, 64, 97, 640})
  void aFifthOfATileLiesWholeInOneOfThem(int size) {
    int side = 5 * size + 7;
    int object = size / 5;
    List<Integer> starts = new TileGrid(size, 0.2).starts(side);
    for (int from : IntStream.rangeClosed(0, side - object).toArray()) {
      assertThat(starts).anyMatch(start -> start <= from && from + object <= start + size);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // tile | overlap | image side | where tiles begin
        "100 | 0    | 250 | 0 100 150",
        "100 | 0.5  | 200 | 0 50 100",
        "100 | 0.9  | 120 | 0 10 20",
        "100 | 0.25 | 176 | 0 75 76",
      })
  void neighboursShareWhatIsAskedFor(int tile, double overlap, int side, String expected) {
    List<Integer> starts = List.of(expected.split(" ")).stream().map(Integer::valueOf).toList();
    assertThat(new TileGrid(tile, overlap).starts(side)).isEqualTo(starts);
  }
}
