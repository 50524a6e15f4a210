package io.github.yolonas.video.track;

import java.util.Arrays;

/**
 * Pairs rows with columns so that the sum of their gains is the largest.
 *
 * <p>The method of shortest augmenting paths (Jonker and Volgenant, 1987, without its heuristic
 * start): rows come one by one; each looks for the cheapest chain of reassignments that frees a
 * column for it. Prices of rows and columns keep all reduced costs non-negative, so that Dijkstra's
 * search finds that chain. It takes O(rows² · columns).
 */
final class LinearAssignment {
  /** Of a row without a partner. */
  static final int NONE = -1;

  private final double[][] cost;
  private final int columns;
  private final double[] rowPrice;
  private final double[] columnPrice;
  private final int[] rowOf; // by column, from 1; 0 is free
  private final int[] previous; // the column before, on the chain

  private LinearAssignment(double[][] cost, int columns) {
    this.cost = cost;
    this.columns = columns;
    rowPrice = new double[cost.length + 1];
    columnPrice = new double[columns + 1];
    rowOf = new int[columns + 1];
    previous = new int[columns + 1];
  }

  /**
   * The best pairs.
   *
   * @param gain by row and column; a pair without positive gain is none
   * @return each row's column, or {@link #NONE}
   */
  static int[] maximize(double[][] gain) {
    int[] columnOf = new int[gain.length];
    Arrays.fill(columnOf, NONE);
    if (gain.length == 0 || gain[0].length == 0) {
      return columnOf;
    }
    LinearAssignment assignment = new LinearAssignment(squareCost(gain), side(gain));
    for (int row = 1; row <= assignment.cost.length; row++) {
      assignment.add(row);
    }
    for (int column = 1; column <= gain[0].length; column++) {
      int row = assignment.rowOf[column] - 1;
      if (row < gain.length && gain[row][column - 1] > 0) {
        columnOf[row] = column - 1;
      }
    }
    return columnOf;
  }

  private static int side(double[][] gain) {
    return Math.max(gain.length, gain[0].length);
  }

  /** Costs to minimise; what is missing to a square gains nothing. */
  private static double[][] squareCost(double[][] gain) {
    double[][] cost = new double[side(gain)][side(gain)];
    for (int row = 0; row < gain.length; row++) {
      for (int column = 0; column < gain[0].length; column++) {
        cost[row][column] = -Math.max(0, gain[row][column]);
      }
    }
    return cost;
  }

  private void add(int row) {
    rowOf[0] = row;
    int column = shortestChain();
    while (column != 0) {
      rowOf[column] = rowOf[previous[column]];
      column = previous[column];
    }
  }

  /** Dijkstra's search from the row at column 0 to the nearest free column. */
  private int shortestChain() {
    double[] distance = new double[columns + 1];
    boolean[] done = new boolean[columns + 1];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int column = 0;
    do {
      done[column] = true;
      int row = rowOf[column];
      double shortest = Double.POSITIVE_INFINITY;
      int nearest = 0;
      for (int c = 1; c <= columns; c++) {
        if (!done[c]) {
          double reduced = cost[row - 1][c - 1] - rowPrice[row] - columnPrice[c];
          if (reduced < distance[c]) {
            distance[c] = reduced;
            previous[c] = column;
          }
          if (distance[c] < shortest) {
            shortest = distance[c];
            nearest = c;
          }
        }
      }
      adjustPrices(done, distance, shortest);
      column = nearest;
    } while (rowOf[column] != 0);
    return column;
  }

  private void adjustPrices(boolean[] done, double[] distance, double by) {
    for (int c = 0; c <= columns; c++) {
      if (done[c]) {
        rowPrice[rowOf[c]] += by;
        columnPrice[c] -= by;
      } else {
        distance[c] -= by;
      }
    }
  }
}
