package mizan.email;

import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import mizan.platform.SecretFiles;

/** The keys of a keyset that computes HMACs. */
final class PrfKeys {

    static final int BYTES = 32;

    private final int primaryId;
    private final Map<Integer, Prf> prfs;

    private PrfKeys(PrfSet set) throws GeneralSecurityException {
        this.primaryId = set.getPrimaryId();
        this.prfs = Map.copyOf(set.getPrfs());
    }

    static PrfKeys read(SecretFiles secrets, String file) throws GeneralSecurityException {
        return new PrfKeys(Keysets.read(secrets, file).getPrimitive(RegistryConfiguration.get(), PrfSet.class));
    }

    int primaryId() {
        return primaryId;
    }

    /** The ids of the keys, that of the primary key first. */
    List<Integer> ids() {
        return prfs.keySet().stream()
                .sorted(Comparator.comparing((Integer id) -> id != primaryId).thenComparing(id -> id))
                .toList();
    }

    Prf prf(int id) {
        Prf prf = prfs.get(id);
        if (prf == null) {
            throw new IllegalArgumentException("No such key");
        }
        return prf;
    }

    /** A constant that the primary key has computed. */
    byte[] checkValue(String input) {
        return compute(prf(primaryId), input);
    }

    /** Whether the key has computed the constant. */
    boolean isCheckValue(int keyId, String input, byte[] value) {
        return prfs.containsKey(keyId) && Arrays.equals(compute(prf(keyId), input), value);
    }

    private static byte[] compute(Prf prf, String input) {
        try {
            return prf.compute(input.getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
