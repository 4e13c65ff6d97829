package mizan.platform.outbound;

import static java.util.Locale.ROOT;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.platform.AddressRange;

/**
 * Decides which addresses the service connects to: public ones, and those whose host or network an operator has listed. So
 * a URL cannot reach the service's own network (server-side request forgery, OWASP).
 */
@Singleton
class OutboundAddresses {

    /** Every network of the IANA registry of special-purpose addresses, and multicast. */
    private static final List<AddressRange> SPECIAL_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** Global unicast addresses. NAT64, IPv4-mapped, unique local, link-local and multicast addresses are outside. */
    private static final List<AddressRange> PUBLIC_IPV6 = networks("2000::/3");

    /** Teredo and other protocols, documentation, and 6to4, which contains IPv4 addresses. */
    private static final List<AddressRange> SPECIAL_IPV6 =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final Pattern HOST_NAME = Pattern.compile("(?!.*\\.[0-9.]*$)[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9])?");

    private final Set<String> hosts;
    private final List<AddressRange> networks;

    OutboundAddresses(@Property(name = "mizan.outbound-allowed") List<String> allowed) {
        List<String> entries = allowed.stream()
                .map(entry -> entry.strip().toLowerCase(ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
        networks = entries.stream()
                .flatMap(entry -> AddressRange.parse(entry).stream())
                .toList();
        hosts = Set.copyOf(entries.stream()
                .filter(entry -> HOST_NAME.matcher(entry).matches())
                .toList());
    }

    /** Whether an element of the setting is a host name, an address or a network, or blank, which is ignored. */
    static boolean isValid(String entry) {
        String normalized = entry.strip().toLowerCase(ROOT);
        return normalized.isEmpty()
                || AddressRange.parse(normalized).isPresent()
                || HOST_NAME.matcher(normalized).matches();
    }

    /** Whether a host is listed by its name, or is an address in a listed network. */
    boolean isListed(String host) {
        return hosts.contains(host)
                || AddressRange.address(host).filter(this::isListed).isPresent();
    }

    /** Whether the service may connect to an address of a host. */
    boolean isAllowed(String host, InetAddress address) {
        return hosts.contains(host.toLowerCase(ROOT)) || isListed(address) || isPublic(address);
    }

    private boolean isListed(InetAddress address) {
        return contains(networks, address);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !contains(SPECIAL_IPV4, address)
                : contains(PUBLIC_IPV6, address) && !contains(SPECIAL_IPV6, address);
    }

    private static boolean contains(List<AddressRange> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<AddressRange> networks(String... cidrs) {
        return Stream.of(cidrs)
                .map(cidr -> AddressRange.parse(cidr).orElseThrow())
                .toList();
    }
}
