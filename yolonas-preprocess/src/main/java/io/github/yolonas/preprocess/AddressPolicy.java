package io.github.yolonas.preprocess;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which addresses (URIs) are opened, so that whoever supplies one cannot make a server read its own
 * files or talk to its neighbours (server-side request forgery). Immutable and thread-safe.
 *
 * <p>The default is for addresses that an application or its user chose: it opens files and hosts
 * of private networks too, as those of a camera or a storage server, but never follows a redirect
 * from the internet into them, nor goes where clouds keep credentials. For addresses that strangers
 * send, use {@link #publicOnly}.
 *
 * <p>A host is judged by all addresses that its name has, just before connecting. The JVM remembers
 * them (its property {@code networkaddress.cache.ttl}, 30 s), so that the connection goes to what
 * was judged; do not set that to 0. Where a proxy looks names up, the proxy decides. Redirects from
 * https to http are never followed.
 *
 * @param schemes of {@code file}, {@code http} and {@code https}, in lower case; none refuses all
 * @param hosts how far into a network http and https may lead
 * @param maxRedirects how many redirects may follow each other; default 5
 */
public record AddressPolicy(Set<String> schemes, HostScope hosts, int maxRedirects)
    implements Serializable {
  private static final Set<String> KNOWN = Set.of("file", "http", "https");
  private static final int REDIRECTS = 5;
  private static final int MOST_REDIRECTS = 20;

  private static final AddressPolicy DEFAULTS =
      new AddressPolicy(KNOWN, HostScope.PRIVATE, REDIRECTS);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a scheme is another, or redirects are not 0 to 20
   */
  public AddressPolicy {
    schemes = Set.copyOf(schemes);
    Objects.requireNonNull(hosts, "hosts");
    for (String scheme : schemes) {
      if (!KNOWN.contains(scheme)) {
        throw new IllegalArgumentException(
            "schemes: expected file, http and https, found '%s'".formatted(scheme));
      }
    }
    if (maxRedirects < 0 || maxRedirects > MOST_REDIRECTS) {
      throw new IllegalArgumentException(
          "maxRedirects: expected 0 to %d, found %d".formatted(MOST_REDIRECTS, maxRedirects));
    }
  }

  /**
   * Files, http and https; hosts of the internet, private networks and this machine, but no
   * link-local ones.
   */
  public static AddressPolicy defaults() {
    return DEFAULTS;
  }

  /** For addresses from strangers: http and https to hosts of the internet, nothing else. */
  public static AddressPolicy publicOnly() {
    return new AddressPolicy(Set.of("http", "https"), HostScope.PUBLIC, REDIRECTS);
  }

  /** A copy that opens these schemes only. */
  public AddressPolicy withSchemes(String... only) {
    return new AddressPolicy(Set.of(only), hosts, maxRedirects);
  }

  /** A copy that reaches so far. */
  public AddressPolicy withHosts(HostScope reach) {
    return new AddressPolicy(schemes, reach, maxRedirects);
  }

  /** A copy with another number of redirects, 0 for none. */
  public AddressPolicy withMaxRedirects(int most) {
    return new AddressPolicy(schemes, hosts, most);
  }

  /** Whether addresses of a scheme are opened at all, in any case of letters. */
  public boolean allows(String scheme) {
    return schemes.contains(scheme.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    String reach =
        switch (hosts) {
          case PUBLIC -> "public hosts";
          case PRIVATE -> "public and private hosts";
          case ANY -> "any hosts";
        };
    return "%s; %s; at most %d redirects"
        .formatted(
            schemes.isEmpty() ? "no scheme" : String.join(", ", new TreeSet<>(schemes)),
            reach,
            maxRedirects);
  }
}
