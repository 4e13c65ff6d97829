package mizan.email;

import java.util.stream.Stream;

/**
 * Values of another package that are sealed with the keyset of e-mail addresses. They are re-sealed with the addresses, and
 * a key that has sealed one of them is not retired.
 */
public interface SealedValues {

    /** All sealed values. */
    Stream<byte[]> sealedValues();

    /** Seals all values with the primary key, and returns their number. A value that cannot be read stays as it is. */
    long reseal();
}
