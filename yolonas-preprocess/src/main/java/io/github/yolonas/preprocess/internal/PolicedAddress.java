package io.github.yolonas.preprocess.internal;

import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.HostScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * An http or https address that a policy allows, after so many redirects.
 *
 * @param uri where to
 * @param policy what allows it
 * @param redirects how many led here
 * @param scope the least one that any of its host's addresses needs
 */
public record PolicedAddress(URI uri, AddressPolicy policy, int redirects, HostScope scope) {

  /**
   * Requires that addresses of a scheme may be opened.
   *
   * @throws IOException if the policy does not allow it
   */
  public static void requireScheme(String scheme, AddressPolicy policy) throws IOException {
    if (!policy.allows(scheme)) {
      throw refused(policy, "the scheme " + scheme);
    }
  }

  /** The address that was asked for. */
  static PolicedAddress first(URI uri, AddressPolicy policy) throws IOException {
    requireScheme(scheme(uri), policy);
    return new PolicedAddress(uri, policy, 0, allowed(uri, policy, policy.hosts()));
  }

  /** Where a server says that it is instead. */
  PolicedAddress redirected(String location) throws IOException {
    if (redirects == policy.maxRedirects()) {
      throw refused(policy, "another redirect");
    }
    URI target = target(location);
    if (!scheme(target).matches("https?")) {
      throw refused(policy, "a redirect to the scheme " + scheme(target));
    }
    requireScheme(scheme(target), policy);
    if (scheme(uri).equals("https") && scheme(target).equals("http")) {
      throw refused(policy, "a redirect from https to http");
    }
    // From the internet no further inwards; within a private network anywhere.
    HostScope reach = policy.hosts() == HostScope.ANY ? HostScope.ANY : scope;
    return new PolicedAddress(target, policy, redirects + 1, allowed(target, policy, reach));
  }

  private URI target(String location) throws IOException {
    try {
      return uri.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("the server redirects to something that is no address", e);
    }
  }

  /** The scope of a host, which must not go beyond {@code reach}. */
  private static HostScope allowed(URI uri, AddressPolicy policy, HostScope reach)
      throws IOException {
    String host = uri.getHost();
    if (host == null || policy.hosts() == HostScope.ANY) {
      return HostScope.ANY; // without a host the client says what is wrong
    }
    InetAddress[] addresses = lookUp(host, policy);
    HostScope nearest = addresses.length == 0 ? HostScope.PUBLIC : HostScope.ANY;
    for (InetAddress address : addresses) {
      HostScope found = HostScope.of(address);
      if (found.compareTo(reach) > 0) {
        throw refused(
            policy,
            "the host %s (%s), which is %s"
                .formatted(
                    host,
                    address.getHostAddress(),
                    found == HostScope.PRIVATE ? "private" : "link-local or reserved"));
      }
      nearest = found.compareTo(nearest) < 0 ? found : nearest;
    }
    return nearest; // a host that is on the internet too may be anybody's
  }

  /** A name that is unknown here is for the client to report, or for its proxy to look up. */
  private static InetAddress[] lookUp(String host, AddressPolicy policy) throws IOException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      if (policy.hosts() == HostScope.PUBLIC) {
        throw new IOException("the host " + host + " is unknown", e);
      }
      return new InetAddress[0];
    }
  }

  private static String scheme(URI uri) {
    return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
  }

  private static IOException refused(AddressPolicy policy, String found) {
    return new IOException("the address policy: expected %s, found %s".formatted(policy, found));
  }
}
