package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mizan.comment.block.Blocks;
import mizan.email.ClientDigest;
import mizan.platform.http.client.ClientAddress;

/**
 * Pseudonym of a client's network (IPv4 /24, IPv6 /48), another one every week. It links the comments of one network in
 * one week; neither it nor the database says which network that is.
 */
@Singleton
public final class ClientPseudonym {

    private static final int BYTES = 16;
    private static final Duration PERIOD = Duration.ofDays(7);

    private final ClientDigest digest;

    ClientPseudonym(ClientDigest digest) {
        this.digest = digest;
    }

    /** The pseudonyms of the client in all weeks in which a block can have begun that has not ended. */
    Stream<byte[]> blockable(ClientAddress client, Instant at) {
        return Stream.iterate(
                        at, week -> !week.isBefore(at.minus(Blocks.MAX_CLIENT_PERIOD)), week -> week.minus(PERIOD))
                .map(week -> of(client, week));
    }

    /** 16 bytes, from the widest network of the client: the rest of the address is not used. */
    public byte[] of(ClientAddress client, Instant at) {
        String week = Long.toString(Math.floorDiv(at.getEpochSecond(), PERIOD.toSeconds()));
        return Arrays.copyOf(
                digest.of(List.of("client", week, client.networks().getLast().prefix())), BYTES);
    }
}
