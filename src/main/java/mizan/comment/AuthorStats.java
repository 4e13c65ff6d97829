package mizan.comment;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What became of each person's comments. The numbers are kept by the statements that change them; here they are compared
 * with the comments themselves, a part of the persons at a time, so that no statement takes long.
 */
@Singleton
public class AuthorStats {

    private static final int PARTS = 256;

    private final AuthorStatsRepository repository;

    AuthorStats(AuthorStatsRepository repository) {
        this.repository = repository;
    }

    /** How many persons, by site, have numbers that are not those of their comments. */
    public long countWrong() {
        return IntStream.range(0, PARTS)
                .mapToLong(part -> repository.countWrong(from(part), to(part)))
                .sum();
    }

    /**
     * Puts wrong numbers right, also while comments are decided on.
     *
     * @return how many it has put right
     */
    public long repair() {
        return IntStream.range(0, PARTS)
                .mapToLong(part -> repository.repair(from(part), to(part)))
                .sum();
    }

    // By the first octet of their fingerprints.
    private static byte[] from(int part) {
        return new byte[] {(byte) part};
    }

    // Above all others: no fingerprint is longer than 32 octets.
    private static byte[] to(int part) {
        if (part < PARTS - 1) {
            return from(part + 1);
        }
        byte[] above = new byte[33];
        Arrays.fill(above, (byte) 0xFF);
        return above;
    }
}
