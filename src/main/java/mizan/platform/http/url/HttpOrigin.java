package mizan.platform.http.url;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.text.DomainName;

/**
 * An origin as browsers send it (RFC 6454 §6.2): scheme, host in ASCII and, unless it is the default of the scheme, port.
 *
 * @param value the serialized origin, in lower case
 */
public record HttpOrigin(String value) {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]*]|[^:\\[\\]@]+)(?::0*(\\d{0,5}))?");

    /** The last label of an IPv4 address, also in the short, octal and hexadecimal forms that browsers read. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");

    private static final int IPV6_BYTES = 16;
    private static final int MAX_PORT = 65_535;

    /** Parses a URL or an origin in any form that browsers accept; empty if it is not valid. */
    public static Optional<HttpOrigin> parse(String text) {
        return HttpUrl.parse(text).map(HttpUrl::origin);
    }

    /**
     * The origin of a URL's scheme and authority. Empty if the host or port is invalid, with user information, and for an
     * IPv4 address in another form than four decimal numbers.
     */
    public static Optional<HttpOrigin> of(String scheme, String authority) {
        Matcher parts = HOST_AND_PORT.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String digits = parts.group(2);
        int port = digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
        boolean isDefault = digits == null || digits.isEmpty() || port == (scheme.equals("https") ? 443 : 80);
        return port > MAX_PORT
                ? Optional.empty()
                : host(parts.group(1))
                        .map(host -> new HttpOrigin(scheme + "://" + host + (isDefault ? "" : ":" + port)));
    }

    private static Optional<String> host(String written) {
        if (written.startsWith("[")) {
            return ipv6(written.substring(1, written.length() - 1));
        }
        try {
            return DomainName.toAsciiInUrl(URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .filter(host -> !ENDS_IN_NUMBER.matcher(host).matches() || host.equals(canonicalIpv4(host)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String canonicalIpv4(String host) {
        return NetUtil.isValidIpV4Address(host)
                ? NetUtil.bytesToIpAddress(NetUtil.createByteArrayFromIpAddressString(host))
                : "";
    }

    // The compressed form (RFC 5952), as browsers write it.
    private static Optional<String> ipv6(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length != IPV6_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of("[" + NetUtil.toAddressString(InetAddress.getByAddress(bytes)) + "]");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The host in ASCII; an IPv6 address is in brackets. */
    public String host() {
        return value.substring(value.indexOf("://") + 3).replaceFirst(":\\d+$", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
