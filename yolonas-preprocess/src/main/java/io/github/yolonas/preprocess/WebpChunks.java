package io.github.yolonas.preprocess;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.webp.WebpDirectory;
import com.drew.metadata.webp.WebpRiffHandler;
import java.nio.ByteBuffer;

/** The size in a WebP file's first chunk that says one, and the orientation in its EXIF block. */
final class WebpChunks extends WebpRiffHandler {
  private final Metadata metadata;

  WebpChunks(Metadata metadata) {
    super(metadata);
    this.metadata = metadata;
  }

  @Override
  public boolean shouldAcceptChunk(String type) {
    return switch (type) {
      case WebpDirectory.CHUNK_VP8X, WebpDirectory.CHUNK_VP8L, WebpDirectory.CHUNK_VP8 ->
          !metadata.containsDirectoryOfType(WebpDirectory.class);
      case WebpDirectory.CHUNK_EXIF -> !metadata.containsDirectoryOfType(ExifIFD0Directory.class);
      default -> false;
    };
  }

  @Override
  public void processChunk(String type, byte[] content) {
    if (type.equals(WebpDirectory.CHUNK_EXIF)) {
      HeaderMetadata.addOrientation(metadata, TiffDirectory.ofExif(ByteBuffer.wrap(content)));
    } else {
      super.processChunk(type, content);
    }
  }

  /** A chunk that reaches beyond the file ends the search. */
  @Override
  public void addError(String message) {}
}
