package mizan.platform.http.client;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.platform.AddressRange;

/**
 * Determines the client address of requests. It is the peer of the connection. If the peer is a trusted proxy, it is
 * the right-most address in X-Forwarded-For that is no trusted proxy. Entries further left are ignored, because clients
 * can forge them. Created eagerly, so that an invalid configuration fails the startup.
 */
@Context
public class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** An address with a port, which some proxies write. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]+)](?::\\d{1,5})?|([0-9.]+):\\d{1,5}");

    private final List<AddressRange> proxies;

    ClientAddresses(@Property(name = "mizan.trusted-proxies") List<String> proxies) {
        this.proxies = proxies.stream()
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(ClientAddresses::range)
                .toList();
    }

    public ClientAddress of(HttpRequest<?> request) {
        return of(request.getRemoteAddress().getAddress(), request.getHeaders().getAll(FORWARDED_FOR));
    }

    /** Whether the peer of the connection is a trusted proxy, whose header fields are believed. */
    public boolean isFromTrustedProxy(HttpRequest<?> request) {
        return !proxies.isEmpty()
                && isProxy(withoutTranslation(request.getRemoteAddress().getAddress()));
    }

    ClientAddress of(InetAddress peer, List<String> forwardedFor) {
        InetAddress client = withoutTranslation(peer);
        List<String> hops = forwardedFor.stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .toList();
        for (String hop : hops.reversed()) {
            Optional<InetAddress> previous = isProxy(client) ? parse(hop.strip()) : Optional.empty();
            if (previous.isEmpty()) {
                break;
            }
            client = previous.get();
        }
        return ClientAddress.of(client);
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** Whether a setting is an address or a network, or blank, which is ignored. */
    public static boolean isValid(String proxy) {
        return proxy.isBlank() || AddressRange.parse(proxy.strip()).isPresent();
    }

    private static AddressRange range(String cidr) {
        return AddressRange.parse(cidr)
                .orElseThrow(() ->
                        new IllegalArgumentException("mizan.trusted-proxies: not an address or a network: " + cidr));
    }

    // Accepts addresses only, no host names, so there is no DNS lookup.
    private static Optional<InetAddress> parse(String text) {
        Matcher withPort = WITH_PORT.matcher(text);
        String address = !withPort.matches() ? text : withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        return AddressRange.address(address).map(ClientAddresses::withoutTranslation);
    }

    // A trusted IPv4 proxy is recognised in its IPv6 forms too.
    private static InetAddress withoutTranslation(InetAddress address) {
        try {
            return InetAddress.getByAddress(ClientAddress.withoutTranslation(address.getAddress()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Not the bytes of an address", e);
        }
    }
}
