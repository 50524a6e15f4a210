package io.github.yolonas.events;

import io.github.yolonas.YoloNas;
import java.lang.reflect.Method;

/** A program that predicts once, and tells which of the classes that it could load it did. */
final class Predicting {
  private Predicting() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("recorder: " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
    try (YoloNas model = YoloNas.load(FlightRecordingTest.MODEL)) {
      System.out.println("found " + model.predict(FlightRecordingTest.IMAGE).prediction().size());
    }
    Method loaded = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
    loaded.setAccessible(true);
    Object event =
        loaded.invoke(Predicting.class.getClassLoader(), "io.github.yolonas.events.PredictEvent");
    System.out.println("events: " + (event != null));
  }
}
