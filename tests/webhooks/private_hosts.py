"""Hosts within private networks, or for one purpose alone, in all the ways to write them."""

from __future__ import annotations

PRIVATE_HOSTS = (
    *("127.0.0.1", "localhost", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.20", "100.64.0.1"),
    *("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00:ec2::254]", "[ff02::1]"),
    *("[fec0::1]", "[64:ff9b:1::1]"),
    # Other ways to write some of them.
    *("2130706433", "0x7f.1", "0x7f000001", "127.1", "0177.0.0.1"),
    *("10.0.0.1.", "\uff110\u30020.0.1", "LocalHost."),
    *("[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
    "[2001:0:53aa:64c:0:0:80ff:fffe]",
    # Of IPv6, what is given out for everybody lies in 2000::/3 alone.
    *("[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[5f00::1]", "[4000::1]", "[3fff::1]"),
)
