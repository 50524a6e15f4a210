package io.github.yolonas.preprocess;

import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.metadata.Metadata;
import java.nio.ByteBuffer;
import java.util.List;

/** The orientation in a JPEG file's first EXIF segment. */
final class ExifSegment implements JpegSegmentMetadataReader {
  @Override
  public Iterable<JpegSegmentType> getSegmentTypes() {
    return List.of(JpegSegmentType.APP1);
  }

  @Override
  public void readJpegSegments(
      Iterable<byte[]> segments, Metadata metadata, JpegSegmentType segmentType) {
    for (byte[] segment : segments) {
      if (TiffDirectory.isExif(segment)) {
        HeaderMetadata.addOrientation(metadata, TiffDirectory.ofExif(ByteBuffer.wrap(segment)));
        return;
      }
    }
  }
}
