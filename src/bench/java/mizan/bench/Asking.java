package mizan.bench;

import java.nio.ByteBuffer;
import java.util.List;

/** Asks for one path after the other, from the first again after the last. */
final class Asking {

    private final List<ByteBuffer> requests;
    private final String expected;

    /** @param expected what is in every right answer */
    Asking(List<String> paths, String expected, String... headers) {
        this.requests = paths.stream().map(path -> Message.get(path, headers)).toList();
        this.expected = expected;
    }

    Script script() {
        return new Script() {

            private int number;

            @Override
            public ByteBuffer next() {
                return requests.get(number++ % requests.size()).duplicate();
            }

            @Override
            public boolean isRight(Answer answer) {
                return answer.status() == 200 && answer.has(expected);
            }
        };
    }
}
