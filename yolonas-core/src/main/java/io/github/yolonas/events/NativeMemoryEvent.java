package io.github.yolonas.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import org.bytedeco.javacpp.Pointer;

/** How much memory there is outside the Java heap, every ten seconds. */
@Name("yolonas.NativeMemory")
@Label("YOLO-NAS Native Memory")
@Category("YOLO-NAS")
@Description("Memory outside the Java heap, as JavaCPP counts it")
@Period("10 s")
@StackTrace(false)
final class NativeMemoryEvent extends Event {
  @Label("JavaCPP Objects")
  @Description("Native objects that are alive: a number that only grows is a leak")
  long objects;

  @Label("JavaCPP Bytes")
  @Description("What those objects take; the data of tensors is LibTorch's and not in it")
  @DataAmount
  long bytes;

  @Label("Resident")
  @Description("Resident memory of the whole process, Java heap included")
  @DataAmount
  long resident;

  static void emit() {
    NativeMemoryEvent event = new NativeMemoryEvent();
    event.objects = Pointer.totalCount();
    event.bytes = Pointer.totalBytes();
    event.resident = Pointer.physicalBytes();
    event.commit();
  }
}
