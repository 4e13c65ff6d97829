package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import mizan.platform.http.ClientAddress;

/**
 * Pseudonym of a client's network (IPv4 /24, IPv6 /56), another one every week. It links the comments of one network in
 * one week; neither it nor the database says which network that is.
 */
@Singleton
final class ClientPseudonym {

    private static final int BYTES = 16;
    private static final Duration PERIOD = Duration.ofDays(7);

    private final ContentDigest digest;

    ClientPseudonym(ContentDigest digest) {
        this.digest = digest;
    }

    /** 16 bytes. The second width of a client is IPv4 /24 or IPv6 /56. */
    byte[] of(ClientAddress client, Instant at) {
        String week = Long.toString(Math.floorDiv(at.getEpochSecond(), PERIOD.toSeconds()));
        return Arrays.copyOf(
                digest.of(List.of("client", week, client.networks().get(1).prefix())), BYTES);
    }
}
