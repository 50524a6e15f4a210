package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.yolonas.testing.BoundedWork;

/**
 * Format, size and EXIF orientation of any bytes: a size, or an {@link ImageReadException} that
 * says what was expected. No pixel is decoded.
 */
class ImageHeaderFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void header(byte[] data) {
    ImageSource source = ImageSource.of(data);
    BoundedWork.read(
        data.length,
        () -> {
          try {
            ImageSize size = ImageDecoder.size(source, ImageReadOptions.defaults());
            assertThat((long) size.width() * size.height())
                .isBetween(1L, ImageReadOptions.defaults().maxPixels());
          } catch (ImageReadException e) {
            assertThat(e)
                .hasMessageStartingWith(source.name() + ": ")
                .hasMessageContaining("; expected ");
          }
        });
  }
}
