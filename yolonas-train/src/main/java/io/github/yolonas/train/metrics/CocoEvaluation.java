package io.github.yolonas.train.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What {@link CocoEvaluator} found. Immutable. */
public final class CocoEvaluation {
  private static final int IOU_50 = 0;
  private static final int IOU_75 = 5;
  private static final double ABSENT = -1;

  private final List<CocoCategory> categories;
  private final Map<Long, CategoryScores> scores;

  CocoEvaluation(List<CocoCategory> categories, Map<Long, CategoryScores> scores) {
    this.categories = List.copyOf(categories);
    this.scores = new LinkedHashMap<>(scores);
  }

  /** The categories, by ascending id. */
  public List<CocoCategory> categories() {
    return categories;
  }

  /** The twelve numbers over all categories. */
  public CocoStats stats() {
    return stats(scores.values());
  }

  /**
   * The twelve numbers of one category.
   *
   * @throws IllegalArgumentException if there is no such category
   */
  public CocoStats stats(long categoryId) {
    return stats(List.of(category(categoryId)));
  }

  /** Average precision by category id, in ascending order; -1 for those with nothing to find. */
  public Map<Long, Double> perCategoryAp() {
    Map<Long, Double> result = new LinkedHashMap<>();
    scores.forEach((id, category) -> result.put(id, stats(List.of(category)).ap()));
    return result;
  }

  /**
   * How precision falls as recall rises, for one category at IoU 0.50 (objects of all sizes, at
   * most 100 detections of an image).
   *
   * @throws IllegalArgumentException if there is no such category
   */
  public PrecisionRecallCurve curve(long categoryId) {
    CategoryScores.Curve curve =
        category(categoryId).at(AreaRange.ALL, CategoryScores.MOST, IOU_50);
    return new PrecisionRecallCurve(
        curve.isPresent() ? curve.precision().boxed().toList() : List.of());
  }

  private CategoryScores category(long id) {
    CategoryScores category = scores.get(id);
    if (category == null) {
      throw new IllegalArgumentException(
          "category: expected one of %s, found %d".formatted(scores.keySet(), id));
    }
    return category;
  }

  private static CocoStats stats(Collection<CategoryScores> of) {
    return new CocoStats(
        precision(curves(of, AreaRange.ALL, CategoryScores.MOST)),
        precision(of.stream().map(c -> c.at(AreaRange.ALL, CategoryScores.MOST, IOU_50))),
        precision(of.stream().map(c -> c.at(AreaRange.ALL, CategoryScores.MOST, IOU_75))),
        precision(curves(of, AreaRange.SMALL, CategoryScores.MOST)),
        precision(curves(of, AreaRange.MEDIUM, CategoryScores.MOST)),
        precision(curves(of, AreaRange.LARGE, CategoryScores.MOST)),
        recall(curves(of, AreaRange.ALL, 0)),
        recall(curves(of, AreaRange.ALL, 1)),
        recall(curves(of, AreaRange.ALL, CategoryScores.MOST)),
        recall(curves(of, AreaRange.SMALL, CategoryScores.MOST)),
        recall(curves(of, AreaRange.MEDIUM, CategoryScores.MOST)),
        recall(curves(of, AreaRange.LARGE, CategoryScores.MOST)));
  }

  private static Stream<CategoryScores.Curve> curves(
      Collection<CategoryScores> of, AreaRange range, int limit) {
    return of.stream().flatMap(category -> category.at(range, limit).stream());
  }

  private static double precision(Stream<CategoryScores.Curve> curves) {
    return mean(curves.flatMapToDouble(CategoryScores.Curve::precision));
  }

  private static double recall(Stream<CategoryScores.Curve> curves) {
    return mean(curves.mapToDouble(CategoryScores.Curve::recall));
  }

  private static double mean(DoubleStream values) {
    return values.filter(value -> value > ABSENT).average().orElse(ABSENT);
  }

  /** All curves there are. */
  Stream<CategoryScores.Curve> curves() {
    return scores.values().stream().flatMap(CategoryScores::all);
  }

  /**
   * {@code {"stats": [the twelve numbers], "perCategoryAp": {"1": …}}}, without spaces.
   *
   * @return the text
   */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeFieldName("stats");
      double[] stats = stats().toArray();
      json.writeArray(stats, 0, stats.length);
      json.writeObjectFieldStart("perCategoryAp");
      for (Map.Entry<Long, Double> category : perCategoryAp().entrySet()) {
        json.writeNumberField(category.getKey().toString(), category.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
