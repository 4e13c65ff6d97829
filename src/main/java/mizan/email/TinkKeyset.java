package mizan.email;

import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import mizan.platform.KeysetFile;
import mizan.platform.SecretFiles;

/** The file of a Tink keyset. */
public final class TinkKeyset implements KeysetFile {

    private final SecretFiles secrets;
    private final Keyset keyset;

    public TinkKeyset(SecretFiles secrets, Keyset keyset) {
        this.secrets = secrets;
        this.keyset = keyset;
    }

    @Override
    public String fileName() {
        return keyset.file();
    }

    @Override
    public List<Key> keys() {
        KeysetHandle handle = read();
        return IntStream.range(0, handle.size())
                .mapToObj(handle::getAt)
                .map(entry -> new Key(KeyIds.text(entry.getId()), entry.isPrimary()))
                .toList();
    }

    @Override
    public String add() {
        KeysetHandle.Builder keys = KeysetHandle.newBuilder(read());
        keys.addEntry(
                KeysetHandle.generateEntryFromParameters(keyset.parameters()).withRandomId());
        KeysetHandle changed = write(keys);
        return KeyIds.text(changed.getAt(changed.size() - 1).getId());
    }

    @Override
    public boolean promote(String keyId) {
        KeysetHandle handle = read();
        OptionalInt position = position(handle, keyId);
        position.ifPresent(at -> {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(handle);
            keys.getAt(at).makePrimary();
            write(keys);
        });
        return position.isPresent();
    }

    @Override
    public void remove(String keyId) {
        KeysetHandle handle = read();
        position(handle, keyId).ifPresent(at -> {
            if (!handle.getAt(at).isPrimary()) {
                write(KeysetHandle.newBuilder(handle).deleteAt(at));
            }
        });
    }

    private static OptionalInt position(KeysetHandle keys, String keyId) {
        return IntStream.range(0, keys.size())
                .filter(at -> KeyIds.text(keys.getAt(at).getId()).equals(keyId))
                .findFirst();
    }

    private KeysetHandle read() {
        return Keysets.read(secrets, keyset.file());
    }

    private KeysetHandle write(KeysetHandle.Builder keys) {
        try {
            KeysetHandle changed = keys.build();
            secrets.replace(keyset.file(), Keysets.serialize(changed));
            return changed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
