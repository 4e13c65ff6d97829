package mizan.platform.outbound;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient with everything turned off that a request to an operator's URL does not need. */
final class ApacheClient {

    /** The time to connect to one address, and to agree on TLS with it. */
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private static final int MAX_CONNECTIONS = 200;
    private static final int MAX_CONNECTIONS_PER_TARGET = 20;
    private static final int MAX_LINE_LENGTH = 8_192;
    private static final int MAX_HEADER_FIELDS = 100;

    /** A connection is closed after this time, so that a changed DNS record takes effect. */
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

    private ApacheClient() {}

    static CloseableHttpClient create(CheckedResolver resolver, SSLContext tls) {
        return HttpClients.custom()
                .setConnectionManager(connections(resolver, tls))
                .setUserAgent("Mizan")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    static RequestConfig config(OutboundRequest.Limits limits) {
        Timeout total = Timeout.of(limits.total());
        return RequestConfig.custom()
                .setConnectionRequestTimeout(total)
                .setResponseTimeout(total)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(CheckedResolver resolver, SSLContext tls) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS_PER_TARGET)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT))
                        .setTimeToLive(TimeValue.of(TIME_TO_LIVE))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(Timeout.of(CONNECT))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_LINE_LENGTH)
                                .setMaxHeaderCount(MAX_HEADER_FIELDS)
                                .build())
                        .build())
                .build();
    }
}
