package mizan.embed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A URL with query parameters, each in UTF-8 and percent-encoded. */
record QueryString(String url) {

    static QueryString of(String path) {
        return new QueryString(path);
    }

    /** The same without the parameter, where there is no value. */
    QueryString with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return new QueryString(url + (url.contains("?") ? '&' : '?') + name + '=' + encoded);
    }

    @Override
    public String toString() {
        return url;
    }
}
