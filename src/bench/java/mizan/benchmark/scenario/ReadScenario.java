package mizan.benchmark.scenario;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mizan.benchmark.limit.RecordedResponses;
import mizan.benchmark.load.Client;
import mizan.benchmark.load.HttpRequests;
import mizan.benchmark.load.Response;
import mizan.benchmark.process.ServiceProcess;

/** Readers of published pages. Every response must have the same bytes as the first one. */
public final class ReadScenario {

    /** Every length is compared, but only one of this many bodies. */
    private static final int COMPARE_ONE_IN = 32;

    /** The number of leading bytes of a page that stay the same when comments are added to it. */
    private static final int UNCHANGED_BYTES = 64;

    private final List<Page> pages = new ArrayList<>();
    private final int status;
    private final boolean grows;

    private ReadScenario(int status, boolean grows) {
        this.status = status;
        this.grows = grows;
    }

    public static ReadScenario plain(ServiceProcess service, List<String> paths) {
        return of(service, paths, false);
    }

    public static ReadScenario gzip(ServiceProcess service, List<String> paths) {
        return of(service, paths, false, "Accept-Encoding", "gzip");
    }

    /** Reads of pages to which other clients add comments. */
    public static ReadScenario growing(ServiceProcess service, List<String> paths) {
        return of(service, paths, true);
    }

    /** Conditional reads of unchanged pages, with the status 304. */
    public static ReadScenario notModified(ServiceProcess service, List<String> paths) {
        return conditional(service, paths, false);
    }

    /** Conditional reads of pages to which other clients add comments. A changed page has the status 200. */
    public static ReadScenario growingConditional(ServiceProcess service, List<String> paths) {
        return conditional(service, paths, true);
    }

    private static ReadScenario conditional(ServiceProcess service, List<String> paths, boolean grows) {
        ReadScenario reading = new ReadScenario(304, grows);
        for (String path : paths) {
            RecordedResponses.Variant page =
                    RecordedResponses.fetch(service.origin().resolve(path));
            reading.pages.add(new Page(
                    HttpRequests.get(path, "If-None-Match", RecordedResponses.etag(page)),
                    ByteBuffer.wrap(grows ? page.body() : new byte[0])));
        }
        return reading;
    }

    private static ReadScenario of(ServiceProcess service, List<String> paths, boolean grows, String... headers) {
        ReadScenario reading = new ReadScenario(200, grows);
        for (String path : paths) {
            ByteBuffer body =
                    ByteBuffer.wrap(RecordedResponses.fetch(service.origin().resolve(path), headers)
                            .body());
            reading.pages.add(new Page(HttpRequests.get(path, headers), body));
        }
        return reading;
    }

    /** The average size of a page, in bytes. */
    public double averageBytes() {
        return pages.stream().mapToInt(page -> page.body().limit()).average().orElse(0);
    }

    public Client client(int number) {
        return new ReadClient(number);
    }

    private record Page(ByteBuffer request, ByteBuffer body) {}

    private final class ReadClient implements Client {

        private final SplittableRandom random;
        private Page page = pages.getFirst();

        ReadClient(int number) {
            this.random = new SplittableRandom(number);
        }

        @Override
        public ByteBuffer next() {
            page = pages.get(random.nextInt(pages.size()));
            return page.request().duplicate();
        }

        @Override
        public boolean isExpected(Response response) {
            if (grows) {
                return response.status() == 200
                        ? response.body()
                                .slice(0, UNCHANGED_BYTES)
                                .equals(page.body().slice(0, UNCHANGED_BYTES))
                        : response.status() == status;
            }
            return response.status() == status
                    && response.body().remaining() == page.body().remaining()
                    && (random.nextInt(COMPARE_ONE_IN) > 0 || response.body().equals(page.body()));
        }
    }
}
