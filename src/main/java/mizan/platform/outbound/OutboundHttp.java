package mizan.platform.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import mizan.platform.outbound.CheckedResolver.AddressRefusedException;
import mizan.platform.outbound.OutboundResult.Failed;
import mizan.platform.outbound.OutboundResult.Reason;
import mizan.platform.outbound.OutboundResult.Response;
import mizan.platform.tracing.Traces;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;

/**
 * Sends requests to URLs that an operator has configured. A request never takes longer than its limit, whatever DNS, the
 * network and the target do; follows no redirect; and is not repeated. Safe for use by many threads.
 */
@Singleton
public class OutboundHttp {

    private final OutboundAddresses addresses;
    private final CloseableHttpClient client;
    private final CircuitBreakers circuitBreakers;
    private final Traces traces;
    private final MeterRegistry meters;

    /** A virtual thread for each request, so that the caller waits no longer than it wants to. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    OutboundHttp(OutboundAddresses addresses, Traces traces, MeterRegistry meters, Clock clock)
            throws NoSuchAlgorithmException {
        this(
                addresses,
                ApacheClient.create(new CheckedResolver(addresses, InetAddress::getAllByName), SSLContext.getDefault()),
                traces,
                meters,
                clock);
    }

    OutboundHttp(
            OutboundAddresses addresses, CloseableHttpClient client, Traces traces, MeterRegistry meters, Clock clock) {
        this.addresses = addresses;
        this.client = client;
        this.traces = traces;
        this.meters = meters;
        circuitBreakers = new CircuitBreakers(clock);
    }

    /** Whether requests to a URL are possible: with http, its host has to be listed. Its addresses are checked when connecting. */
    public boolean isAllowed(OutboundUrl url) {
        return url.isEncrypted() || addresses.isListed(url.host());
    }

    /**
     * Sends a request, and waits for the result.
     *
     * @param purpose what the request is for, as a tag of the metric {@code mizan.outbound}, and in the name of the span
     */
    public OutboundResult post(OutboundRequest request, String purpose) {
        Timer.Sample sample = Timer.start(meters);
        OutboundResult result = traces.trace("POST " + purpose, () -> attempt(request), OutboundHttp::outcome);
        sample.stop(Timer.builder("mizan.outbound")
                .description("Requests to other systems")
                .tag("purpose", purpose)
                .tag("outcome", outcome(result))
                .register(meters));
        return result;
    }

    private OutboundResult attempt(OutboundRequest request) {
        return isAllowed(request.url())
                ? circuitBreakers.call(request.url().origin(), () -> send(request))
                : new Failed(Reason.NOT_ENCRYPTED);
    }

    private OutboundResult send(OutboundRequest request) {
        HttpPost post = new HttpPost(request.url().value());
        post.setConfig(ApacheClient.config(request.limits()));
        post.setHeader("Content-Type", "application/json");
        request.headers().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(request.body(), null));
        CompletableFuture<OutboundResult> result = CompletableFuture.supplyAsync(
                () -> exchange(post, request.limits().responseBytes()), threads);
        try {
            return result.get(request.limits().total().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return new Failed(Reason.TIMED_OUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Failed(Reason.INTERRUPTED);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A request could not be sent", e.getCause());
        } finally {
            post.cancel();
        }
    }

    private OutboundResult exchange(HttpPost post, int maxBytes) {
        try {
            return read(client.executeOpen(null, post, null), maxBytes, post);
        } catch (AddressRefusedException _) {
            return new Failed(Reason.ADDRESS_REFUSED);
        } catch (UnknownHostException _) {
            return new Failed(Reason.UNKNOWN_HOST);
        } catch (SocketTimeoutException _) {
            return new Failed(Reason.TIMED_OUT);
        } catch (SSLException _) {
            return new Failed(Reason.TLS_FAILED);
        } catch (ConnectException | NoRouteToHostException _) {
            return new Failed(Reason.NOT_CONNECTED);
        } catch (IOException _) {
            return new Failed(Reason.BROKEN);
        }
    }

    private static OutboundResult read(ClassicHttpResponse response, int maxBytes, HttpPost post) throws IOException {
        try {
            HttpEntity entity = response.getEntity();
            if (entity == null || maxBytes == 0) {
                return new Response(response.getCode(), new byte[0]);
            }
            byte[] body = entity.getContent().readNBytes(maxBytes + 1);
            return body.length > maxBytes ? new Failed(Reason.TOO_LARGE) : new Response(response.getCode(), body);
        } finally {
            post.cancel(); // Closes the connection unless the body was read to its end; else the next line would
            // read it.
            Closer.closeQuietly(response);
        }
    }

    private static String outcome(OutboundResult result) {
        return switch (result) {
            case Response response -> response.isSuccess() ? "success" : "status-" + response.status() / 100 + "xx";
            case Failed failed -> failed.reason().tag();
        };
    }

    @PreDestroy
    void close() throws IOException {
        threads.shutdownNow();
        client.close();
    }
}
