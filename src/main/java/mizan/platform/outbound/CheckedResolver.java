package mizan.platform.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names, and returns only allowed addresses. The client connects to what this returns and looks nothing up
 * again, so a name that changes its address between check and connection (DNS rebinding) is refused too.
 */
final class CheckedResolver implements DnsResolver {

    private final OutboundAddresses addresses;
    private final Lookup lookup;

    CheckedResolver(OutboundAddresses addresses, Lookup lookup) {
        this.addresses = addresses;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed = Stream.of(lookup.addresses(host))
                .filter(address -> addresses.isAllowed(host, address))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new AddressRefusedException(host);
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Finds the addresses of a host: {@link InetAddress#getAllByName} outside of tests. */
    @FunctionalInterface
    interface Lookup {

        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** No address of the host is allowed. */
    static final class AddressRefusedException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        AddressRefusedException(String host) {
            super(host);
        }
    }
}
