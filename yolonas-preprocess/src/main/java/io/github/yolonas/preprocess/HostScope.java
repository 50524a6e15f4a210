package io.github.yolonas.preprocess;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * How far into a network an address leads; each includes those before it.
 *
 * <p>What is special follows IANA's registries of special-purpose addresses (RFC 6890). An IPv4
 * address inside of an IPv6 address (mapped, compatible, 6to4, NAT64) counts as itself.
 */
public enum HostScope {
  /** Hosts of the internet. */
  PUBLIC,

  /** Also this machine (loopback) and private networks, such as 10.0.0.0/8 or fd00::/8. */
  PRIVATE,

  /**
   * Also addresses that no ordinary server has: link-local ones, under which clouds hand out a
   * machine's credentials (169.254.169.254), multicast and reserved ones.
   */
  ANY;

  private static final int BYTE = 0xff;

  /** The least scope that includes an address. */
  public static HostScope of(InetAddress address) {
    if (address instanceof Inet6Address six) {
      return ofSix(six);
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & BYTE;
    int second = bytes[1] & BYTE;
    if (address.isLinkLocalAddress() || first >= 224) {
      return ANY;
    }
    boolean shared = first == 100 && second >= 64 && second < 128; // of a provider, RFC 6598
    boolean tests = first == 198 && (second == 18 || second == 19); // of networks, RFC 2544
    boolean protocols = first == 192 && second == 0 && bytes[2] == 0; // RFC 6890
    return address.isLoopbackAddress()
            || address.isSiteLocalAddress()
            || first == 0 // connects to this machine on many systems
            || shared
            || tests
            || protocols
        ? PRIVATE
        : PUBLIC;
  }

  private static HostScope ofSix(Inet6Address address) {
    byte[] bytes = address.getAddress();
    if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
      return ANY;
    }
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isSiteLocalAddress()
        || uniqueLocal) {
      return PRIVATE;
    }
    if (begins(bytes, 0x20, 0x02)) {
      return of(inside(bytes, 2));
    }
    boolean nat64 = begins(bytes, 0, 0x64, BYTE, 0x9b);
    return nat64 || address.isIPv4CompatibleAddress() ? of(inside(bytes, 12)) : PUBLIC;
  }

  private static boolean begins(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & BYTE) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static InetAddress inside(byte[] bytes, int offset) {
    try {
      return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }
}
