package io.github.yolonas.train.log;

import java.util.List;

/** What logs call COCO's twelve numbers, in their order. */
final class CocoColumns {
  static final List<String> NAMES =
      List.of(
          "ap",
          "ap50",
          "ap75",
          "apSmall",
          "apMedium",
          "apLarge",
          "ar1",
          "ar10",
          "ar100",
          "arSmall",
          "arMedium",
          "arLarge");

  private CocoColumns() {}
}
