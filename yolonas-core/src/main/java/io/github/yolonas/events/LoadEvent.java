package io.github.yolonas.events;

import io.github.yolonas.explain.ModelExplanation;
import java.util.Locale;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A model was loaded. */
@Name("yolonas.Load")
@Label("YOLO-NAS Load")
@Category("YOLO-NAS")
@Description("A model was loaded: from opening its file to being ready")
@StackTrace(false)
final class LoadEvent extends Event {
  @Label("Model")
  String model = "";

  @Label("File Format")
  String format = "";

  @Label("Architecture")
  String architecture = "";

  @Label("Classes")
  int classes;

  @Label("Precision")
  String precision = "";

  @Label("Device")
  String device = "";

  @Label("Kernels")
  String kernels = "";

  void fill(ModelExplanation loaded) {
    model = loaded.model();
    format = loaded.format().name().toLowerCase(Locale.ROOT);
    architecture = loaded.architecture();
    classes = loaded.classNames().value().size();
    precision = loaded.execution().precision().value().name().toLowerCase(Locale.ROOT);
    device = loaded.execution().device().value().toString();
    kernels = loaded.execution().kernels().value();
  }
}
