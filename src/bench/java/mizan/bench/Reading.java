package mizan.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Readers of the same pages, one way or another. What they get has to be what was first seen, octet for octet. */
final class Reading {

    /** All lengths are looked at, and of so many bodies one as a whole. */
    private static final int COMPARED_ONE_IN = 32;

    /** Of a page that others add to, so much at its beginning stays. */
    private static final int STAYS = 64;

    private final List<Page> pages = new ArrayList<>();
    private final int status;
    private final boolean isChanging;

    private Reading(int status, boolean isChanging) {
        this.status = status;
        this.isChanging = isChanging;
    }

    static Reading plain(Service service, List<String> paths) {
        return of(service, paths, false);
    }

    static Reading gzip(Service service, List<String> paths) {
        return of(service, paths, false, "Accept-Encoding", "gzip");
    }

    /** Of pages to which comments are added meanwhile. */
    static Reading changing(Service service, List<String> paths) {
        return of(service, paths, true);
    }

    /** Readers who have what they ask for. */
    static Reading notModified(Service service, List<String> paths) {
        return conditional(service, paths, false);
    }

    /** The same of pages to which comments are added meanwhile: these are given whole. */
    static Reading outdated(Service service, List<String> paths) {
        return conditional(service, paths, true);
    }

    private static Reading conditional(Service service, List<String> paths, boolean isChanging) {
        Reading reading = new Reading(304, isChanging);
        for (String path : paths) {
            Recorded.Part page = Recorded.ask(service.origin().resolve(path));
            reading.pages.add(new Page(
                    Message.get(path, "If-None-Match", Recorded.tag(page)),
                    ByteBuffer.wrap(isChanging ? page.body() : new byte[0])));
        }
        return reading;
    }

    private static Reading of(Service service, List<String> paths, boolean isChanging, String... headers) {
        Reading reading = new Reading(200, isChanging);
        for (String path : paths) {
            ByteBuffer body = ByteBuffer.wrap(
                    Recorded.ask(service.origin().resolve(path), headers).body());
            reading.pages.add(new Page(Message.get(path, headers), body));
        }
        return reading;
    }

    /** How long a page is on average, in octets. */
    double length() {
        return pages.stream().mapToInt(page -> page.body().limit()).average().orElse(0);
    }

    Script script(int client) {
        return new Reader(client);
    }

    private record Page(ByteBuffer request, ByteBuffer body) {}

    private final class Reader implements Script {

        private final SplittableRandom random;
        private Page page = pages.getFirst();

        Reader(int client) {
            this.random = new SplittableRandom(client);
        }

        @Override
        public ByteBuffer next() {
            page = pages.get(random.nextInt(pages.size()));
            return page.request().duplicate();
        }

        @Override
        public boolean isRight(Answer answer) {
            if (isChanging) {
                return answer.status() == 200
                        ? answer.body().slice(0, STAYS).equals(page.body().slice(0, STAYS))
                        : answer.status() == status;
            }
            return answer.status() == status
                    && answer.body().remaining() == page.body().remaining()
                    && (random.nextInt(COMPARED_ONE_IN) > 0 || answer.body().equals(page.body()));
        }
    }
}
