package mizan.platform;

import java.util.List;
import java.util.Optional;

/**
 * A secret file with the keys of one purpose. The primary key makes new values. Every key reads the values that it has made.
 */
public interface KeysetFile {

    /** The name of the file. */
    String fileName();

    /** The keys in the order in which they were added. */
    List<Key> keys();

    /** Adds a new key, which is not the primary one, and returns its id. */
    String add();

    /**
     * Makes a key the primary one.
     *
     * @return whether the keyset has this key
     */
    boolean promote(String keyId);

    /** Removes a key. The primary key is never removed, and a key that is not there is ignored. */
    void remove(String keyId);

    default Optional<Key> find(String keyId) {
        return keys().stream().filter(key -> key.id().equals(keyId)).findFirst();
    }

    /**
     * A key, without its secret.
     *
     * @param id unique within the file
     */
    record Key(String id, boolean isPrimary) {}
}
