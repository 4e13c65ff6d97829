package mizan.bench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A news site's day: of a hundred requests ninety read, of these five in vain; eight submit, one looks, one decides. */
final class Mixing {

    private static final List<Integer> SHARES = List.of(85, 5, 8, 1, 1);
    private static final List<String> LIMITS =
            List.of("limit-read", "limit-read-304", "limit-submit-64", "limit-queue", "limit-approve");
    private static final int ALL = 100;

    private final List<Script.Cast> parts;

    /** @param parts a reader, one who knows already, a writer, one who looks, one who decides */
    Mixing(List<Script.Cast> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Not measured but reckoned: each part at its own limit, one after the other. */
    static Figure limit(List<Figure> limits) {
        double seconds = IntStream.range(0, SHARES.size())
                .mapToDouble(part -> SHARES.get(part)
                        / limits.stream()
                                .filter(limit -> limit.name().equals(LIMITS.get(part)))
                                .mapToDouble(Figure::value)
                                .findFirst()
                                .orElse(Double.NaN))
                .sum();
        return new Figure("limit-mixed", ALL / seconds, 1, Double.NaN, Double.NaN, 0);
    }

    Script script(int client) {
        return new Mixed(parts.stream().map(part -> part.of(client)).toList(), new SplittableRandom(client));
    }

    private static final class Mixed implements Script {

        private final List<Script> scripts;
        private final SplittableRandom random;
        private Script current;

        Mixed(List<Script> scripts, SplittableRandom random) {
            this.scripts = scripts;
            this.random = random;
            this.current = scripts.getFirst();
        }

        @Override
        public ByteBuffer next() {
            int drawn = random.nextInt(ALL);
            int part = 0;
            while (drawn >= SHARES.get(part)) {
                drawn -= SHARES.get(part);
                part++;
            }
            current = scripts.get(part);
            return current.next();
        }

        @Override
        public boolean isRight(Answer answer) {
            return current.isRight(answer);
        }
    }
}
