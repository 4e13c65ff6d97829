package mizan.platform.http.paging;

import java.util.List;
import javax.crypto.SecretKey;

/**
 * The keys of cursors, for HMAC-SHA-256. All replicas have the same, except during a key rotation.
 *
 * @param all at least one; the first one authenticates new cursors, and all of them are accepted
 */
public record CursorKeys(List<SecretKey> all) {

    public CursorKeys {
        all = List.copyOf(all);
    }

    SecretKey primary() {
        return all.getFirst();
    }

    /** Does not contain the keys. */
    @Override
    public String toString() {
        return "CursorKeys[…]";
    }
}
