package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Literals alone: no name is looked up. */
class HostScopeTest {

  private static HostScope of(String literal) throws UnknownHostException {
    return HostScope.of(InetAddress.getByName(literal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void hostsOfTheInternet(String literal) throws UnknownHostException {
    assertThat(of(literal)).isEqualTo(HostScope.PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.0.3",
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "100.64.0.1",
        "100.127.1.1",
        "192.0.0.8",
        "198.18.0.1",
        "198.19.255.1",
        "::1",
        "::",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2130706433"
      })
  void hostsOfPrivateNetworks(String literal) throws UnknownHostException {
    assertThat(of(literal)).isEqualTo(HostScope.PRIVATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "fe80::1",
        "ff02::1",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::",
        "2852039166"
      })
  void hostsThatNoOrdinaryServerHas(String literal) throws UnknownHostException {
    assertThat(of(literal)).isEqualTo(HostScope.ANY);
  }
}
