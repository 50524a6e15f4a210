package io.github.yolonas.video;

import io.github.yolonas.preprocess.internal.Addresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where frames come from: a file, an address of any protocol that FFmpeg speaks, or a camera.
 * Immutable; nothing is opened before {@link VideoReader#open}.
 *
 * <p>FFmpeg decides by content what a file is, and reads far more than it writes: MP4, MOV, MKV,
 * WebM, AVI, MPEG, GIF, APNG and hundreds more.
 */
public final class VideoSource {
  /** How long a source may send nothing before that is an error; default for all but cameras. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

  private static final Set<String> NETWORK =
      Set.of(
          "ftp", "http", "https", "mmsh", "mmst", "rtmp", "rtmps", "rtmpt", "rtmpts", "rtp", "rtsp",
          "rtsps", "sftp", "srt", "srtp", "tcp", "tls", "udp");

  private final String name;
  private final String url;
  private final Optional<Path> file;
  private final OptionalInt camera;
  private final Duration patience;

  private VideoSource(
      String name, String url, Optional<Path> file, OptionalInt camera, Duration patience) {
    this.name = name;
    this.url = url;
    this.file = file;
    this.camera = camera;
    this.patience = patience;
  }

  /** A file of the default file system. */
  public static VideoSource of(Path file) {
    String url = "file:" + file.toAbsolutePath(); // else FFmpeg would take "a:b.mp4" for a protocol
    return new VideoSource(
        file.toString(), url, Optional.of(file), OptionalInt.empty(), DEFAULT_PATIENCE);
  }

  /**
   * An address: {@code file:}, {@code http:}, {@code https:}, {@code rtsp:}, {@code rtmp:}, {@code
   * srt:}, {@code udp:} …, but none of FFmpeg's schemes that stand for parts of files, pipes or
   * devices.
   *
   * <p>FFmpeg opens it by itself, follows redirects and what playlists name, on any host: it is not
   * for addresses that strangers send. A video from the network never opens files of this machine,
   * and a video file never the network.
   *
   * @throws IllegalArgumentException if it has no scheme, or another
   */
  public static VideoSource of(URI address) {
    if (address.getScheme() == null) {
      throw new IllegalArgumentException(
          "address: expected a scheme, such as rtsp://…, found " + address);
    }
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      return of(Path.of(address));
    }
    if (!NETWORK.contains(scheme)) {
      throw new IllegalArgumentException(
          "address: expected file or a scheme of the network, one of %s, found '%s'"
              .formatted(new TreeSet<>(NETWORK), scheme));
    }
    return new VideoSource(
        Addresses.withoutSecrets(address),
        address.toString(),
        Optional.empty(),
        OptionalInt.empty(),
        DEFAULT_PATIENCE);
  }

  /**
   * What a person types: a file or an address.
   *
   * @throws IllegalArgumentException if it can be neither
   */
  public static VideoSource named(String name) {
    try {
      return Addresses.isAddress(name) ? of(new URI(name)) : of(Path.of(name));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected a file or an address, found '%s'".formatted(name), e);
    }
  }

  /**
   * A camera of this machine.
   *
   * @param index from 0, in the operating system's order
   */
  public static VideoSource camera(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("camera: expected 0 or more, found " + index);
    }
    return new VideoSource(
        "camera " + index, "", Optional.empty(), OptionalInt.of(index), Duration.ZERO);
  }

  /** This source, with another time for which it may send nothing; no effect on a camera. */
  public VideoSource withPatience(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("patience: expected more than 0 s, found " + value);
    }
    return new VideoSource(name, url, file, camera, value);
  }

  /** What messages call it: a path, an address without its secrets, or {@code camera 0}. */
  public String name() {
    return name;
  }

  /** The file, if it is one. */
  public Optional<Path> file() {
    return file;
  }

  String url() {
    return url;
  }

  OptionalInt cameraIndex() {
    return camera;
  }

  Duration patience() {
    return patience;
  }

  @Override
  public String toString() {
    return name;
  }
}
