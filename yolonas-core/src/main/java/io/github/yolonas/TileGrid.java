package io.github.yolonas;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the tiles of an image lie: square, in rows from the top left, the last of a row or column
 * flush with the border, so that every pixel is in a tile and no tile leaves the image. Along a
 * side shorter than a tile, tiles are as short as the image.
 *
 * <p>What is no larger than the part that neighbours share lies whole in one of them, wherever it
 * is.
 *
 * @param tileSize side of a tile, pixels
 * @param overlap the least part of it that neighbours share, 0 to less than 1
 */
record TileGrid(int tileSize, double overlap) {

  List<Tile> tiles(int imageWidth, int imageHeight) {
    int width = Math.min(tileSize, imageWidth);
    int height = Math.min(tileSize, imageHeight);
    List<Tile> tiles = new ArrayList<>();
    for (int top : starts(imageHeight)) {
      for (int left : starts(imageWidth)) {
        tiles.add(new Tile(left, top, width, height));
      }
    }
    return tiles;
  }

  /** Where tiles begin along a side of this length. */
  List<Integer> starts(int length) {
    int step = Math.max(1, tileSize - (int) Math.ceil(overlap * tileSize));
    int last = Math.max(0, length - tileSize);
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start < last; start += step) {
      starts.add(start);
    }
    starts.add(last);
    return starts;
  }

  /** A rectangle of the image, in its pixels. */
  record Tile(int left, int top, int width, int height) {}
}
