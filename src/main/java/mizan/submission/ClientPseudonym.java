package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import mizan.email.ClientDigest;
import mizan.platform.http.ClientAddress;

/**
 * Pseudonym of a client's network (IPv4 /24, IPv6 /48), another one every week. It links the comments of one network in
 * one week; neither it nor the database says which network that is.
 */
@Singleton
final class ClientPseudonym {

    private static final int BYTES = 16;
    private static final Duration PERIOD = Duration.ofDays(7);

    private final ClientDigest digest;

    ClientPseudonym(ClientDigest digest) {
        this.digest = digest;
    }

    /** 16 bytes, from the widest network of the client: the rest of the address is not used. */
    byte[] of(ClientAddress client, Instant at) {
        String week = Long.toString(Math.floorDiv(at.getEpochSecond(), PERIOD.toSeconds()));
        return Arrays.copyOf(
                digest.of(List.of("client", week, client.networks().getLast().prefix())), BYTES);
    }
}
