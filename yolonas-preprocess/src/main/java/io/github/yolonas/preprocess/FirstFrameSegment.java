package io.github.yolonas.preprocess;

import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.metadata.Metadata;
import com.drew.metadata.jpeg.JpegReader;
import java.util.Iterator;
import java.util.List;

/** The size in a JPEG file's frame header: of each kind the first, for an image has one. */
final class FirstFrameSegment extends JpegReader {
  @Override
  public void readJpegSegments(
      Iterable<byte[]> segments, Metadata metadata, JpegSegmentType segmentType) {
    Iterator<byte[]> each = segments.iterator();
    if (each.hasNext()) {
      super.readJpegSegments(List.of(each.next()), metadata, segmentType);
    }
  }
}
