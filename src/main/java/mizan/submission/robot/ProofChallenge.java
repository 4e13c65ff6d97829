package mizan.submission.robot;

import io.micronaut.core.annotation.Introspected;

/**
 * A proof of work to find, in ALTCHA's format: the number from 0 to {@code maxnumber} whose digits after {@code salt} have
 * the hash {@code challenge}.
 *
 * @param algorithm the hash: {@code SHA-256}
 * @param challenge the hash in hexadecimal
 * @param salt random, with the site and the expiration
 * @param signature of the challenge, in hexadecimal; it is sent back with the number
 */
@Introspected
public record ProofChallenge(String algorithm, String challenge, long maxnumber, String salt, String signature) {}
