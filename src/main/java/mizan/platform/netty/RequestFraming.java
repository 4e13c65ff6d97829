package mizan.platform.netty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;

/**
 * Checks of a request's head that Netty leaves out (RFC 9112 §§2.3, 3.2, 6.1). A proxy in front of the service may
 * understand such a request differently, so it is refused rather than guessed at.
 */
final class RequestFraming {

    /** List fields (RFC 9110 §5.3) of which the service reads one value. */
    private static final List<AsciiString> LIST_FIELDS = List.of(
            HttpHeaderNames.ACCEPT,
            HttpHeaderNames.ACCEPT_ENCODING,
            HttpHeaderNames.ACCEPT_LANGUAGE,
            HttpHeaderNames.IF_NONE_MATCH,
            HttpHeaderNames.IF_MATCH);

    private RequestFraming() {}

    static boolean isValid(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean isCurrent = version.equals(HttpVersion.HTTP_1_1);
        return (isCurrent || version.equals(HttpVersion.HTTP_1_0))
                && isMethod(request.method().name())
                && hasHost(request.headers(), isCurrent)
                && hasTransferCoding(request.headers(), isCurrent);
    }

    /** Joins the lines of list fields. */
    static void joinLines(HttpHeaders headers) {
        for (AsciiString name : LIST_FIELDS) {
            Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(name);
            if (values.hasNext()) {
                values.next();
                if (values.hasNext()) {
                    headers.set(name, String.join(", ", headers.getAll(name)));
                }
            }
        }
    }

    // Methods are case-sensitive, and all registered ones are in upper case.
    private static boolean isMethod(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasHost(HttpHeaders headers, boolean isRequired) {
        Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(HttpHeaderNames.HOST);
        if (!values.hasNext()) {
            return !isRequired;
        }
        return isHost(values.next()) && !values.hasNext();
    }

    // uri-host [ ":" port ] (RFC 3986 §3.2.2)
    private static boolean isHost(CharSequence host) {
        int length = host.length();
        int end = 0;
        if (length > 0 && host.charAt(0) == '[') {
            end = 1;
            while (end < length && (isHex(host.charAt(end)) || host.charAt(end) == ':' || host.charAt(end) == '.')) {
                end++;
            }
            if (end == length || host.charAt(end) != ']') {
                return false;
            }
            end++;
        } else {
            while (end < length && isNameCharacter(host.charAt(end))) {
                end++;
            }
        }
        if (end == 0 || (end < length && host.charAt(end) != ':')) {
            return false;
        }
        for (int i = end + 1; i < length; i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~%!$&'()*+,;=".indexOf(c) >= 0;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean hasTransferCoding(HttpHeaders headers, boolean isAllowed) {
        Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(HttpHeaderNames.TRANSFER_ENCODING);
        return !values.hasNext()
                || (isAllowed
                        && AsciiString.contentEqualsIgnoreCase(HttpHeaderValues.CHUNKED, values.next())
                        && !values.hasNext());
    }
}
