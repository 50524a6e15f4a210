package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressPolicyTest {

  @Test
  void theDefaultIsForAddressesThatOneChose() {
    assertThat(AddressPolicy.defaults())
        .isEqualTo(new AddressPolicy(Set.of("file", "http", "https"), HostScope.PRIVATE, 5))
        .hasToString("file, http, https; public and private hosts; at most 5 redirects");
    assertThat(AddressPolicy.publicOnly())
        .hasToString("http, https; public hosts; at most 5 redirects");
  }

  @Test
  void withersChangeOneThingEach() {
    assertThat(
            AddressPolicy.publicOnly()
                .withSchemes("https")
                .withHosts(HostScope.ANY)
                .withMaxRedirects(0))
        .isEqualTo(new AddressPolicy(Set.of("https"), HostScope.ANY, 0))
        .hasToString("https; any hosts; at most 0 redirects");
    assertThat(AddressPolicy.defaults().withSchemes())
        .hasToString("no scheme; public and private hosts; at most 5 redirects");
  }

  @Test
  void refusesWhatMeansNothing() {
    AddressPolicy policy = AddressPolicy.defaults();
    assertThatThrownBy(() -> policy.withSchemes("http", "jar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("schemes: expected file, http and https, found 'jar'");
    assertThatThrownBy(() -> policy.withMaxRedirects(21))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxRedirects: expected 0 to 20, found 21");
    assertThatThrownBy(() -> policy.withMaxRedirects(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileAddressIsReadOnlyWhereFilesAreAllowed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.png");
    Files.write(file, Encoding.encode("png", Pixels.noise(4, 3), 4, 3));
    ImageReadOptions options = ImageReadOptions.defaults();
    for (String spelling : Set.of(file.toUri() + "", "FILE:" + file.toUri().getRawPath())) {
      ImageSource address = ImageSource.of(URI.create(spelling));
      ImageDecoder.decode(address, options).close();
      assertThatThrownBy(
              () -> ImageDecoder.decode(address, options.withAddresses(AddressPolicy.publicOnly())))
          .isInstanceOf(ImageReadException.class)
          .hasMessageStartingWith(file + ": the address policy: expected http, https; public hosts")
          .hasMessageContaining("found the scheme file");
    }
    ImageDecoder.decode(ImageSource.of(file), options.withAddresses(AddressPolicy.publicOnly()))
        .close(); // a path is no address
  }

  /** Others never are, whatever a policy says: inside of archives, on other machines. */
  @Test
  void otherSchemesAreRefusedAtOnce() {
    for (String address :
        Set.of(
            "jar:file:/a.jar!/a.png",
            "ftp://example.org/a.png",
            "gopher://example.org/",
            "a.png")) {
      assertThatThrownBy(() -> ImageSource.of(URI.create(address)))
          .isInstanceOf(ImageReadException.class)
          .hasMessageContaining("expected file, http or https");
    }
  }
}
