package mizan.mail.recipient;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import mizan.email.EmailAddress;
import mizan.email.EmailFingerprint;
import mizan.email.EmailVault;
import mizan.email.SealedAddresses;
import mizan.platform.SecretFiles;
import mizan.platform.Sha256;
import mizan.platform.database.JsonParameters;
import mizan.platform.database.UuidV7;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import org.jspecify.annotations.Nullable;

/** The people whom the service sends mails, and what they have said about it. */
@Singleton
public class Recipients implements SealedAddresses {

    private static final MessageBundle CONSOLE = new MessageBundle("mizan.console");

    private static final int BATCH_SIZE = 500;

    private final RecipientRepository repository;
    private final EmailVault vault;
    private final JsonParameters json;
    private final Clock clock;

    Recipients(RecipientRepository repository, EmailVault vault, JsonParameters json, Clock clock) {
        this.repository = repository;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /** The recipient whose mails contain this token. */
    public Optional<Recipient> find(String token) {
        return repository.findByToken(hash(token)).map(row -> new Recipient(row.state(), messages(row)));
    }

    /**
     * Confirms the address, unsubscribes it, or takes that back.
     *
     * @return whether the token is valid
     */
    public boolean change(String token, RecipientState state) {
        return repository.changeState(hash(token), state.name(), clock.instant()) > 0;
    }

    /** The recipient with this id. */
    public Optional<RecipientRow> find(UUID id) {
        return repository.find(id);
    }

    /** Finds or stores the recipient with the address of an author, who asks for mails now. */
    public Optional<RecipientRow> ofAuthor(EmailAddress address, String language, Instant now) {
        String[] fingerprints = hex(vault.fingerprints(address));
        Optional<RecipientRow> known = repository.ofAuthor(fingerprints);
        if (known.isEmpty()) {
            add(null, address, Languages.negotiate(language, Languages.SUPPORTED.getFirst()));
            return repository.ofAuthor(fingerprints);
        }
        repository.use(known.get().id(), language, now);
        return known;
    }

    /** Stores a recipient who is asked for a confirmation. */
    void add(@Nullable String moderator, EmailAddress address, Locale language) {
        UUID id = UuidV7.at(clock.instant());
        String token = SecretFiles.randomPassword();
        NewRecipient recipient = new NewRecipient(
                id,
                moderator,
                hex(vault.fingerprint(address).value()),
                hex(vault.seal(address, id)),
                hex(vault.sealReceipt(token, id)),
                hex(hash(token)),
                language.toLanguageTag(),
                clock.instant());
        repository.add(json.value(recipient));
    }

    /** What is stored about an address. */
    public List<StoredRecipient> stored(List<EmailFingerprint> fingerprints) {
        return repository.stored(hex(fingerprints));
    }

    /**
     * Erases an address: its state, and all mails to it.
     *
     * @return the number of recipients
     */
    public long erase(List<EmailFingerprint> fingerprints) {
        return repository.deleteByFingerprints(hex(fingerprints));
    }

    /**
     * Deletes recipients that are not used any more, at most as many as the limit.
     *
     * @param unconfirmed deletes addresses that were last named before this time and never confirmed
     * @param others deletes the other addresses of authors that were last named before this time
     * @return their number
     */
    public long deleteUnused(Instant unconfirmed, Instant others, int limit) {
        return repository.deleteUnused(unconfirmed, others, limit);
    }

    @Override
    public void forEach(Consumer<SealedAddress> action) {
        forEachRow(row -> action.accept(
                new SealedAddress(row.id(), row.fingerprint(), List.of(row.address(), row.tokenSealed()))));
    }

    @Override
    public void reseal() {
        forEachRow(row -> vault.address(row.address(), row.id())
                .ifPresent(address -> vault.unsealReceipt(row.tokenSealed(), row.id())
                        .ifPresent(token -> repository.reseal(
                                row.id(),
                                vault.fingerprint(address).value(),
                                vault.seal(address, row.id()),
                                vault.sealReceipt(token, row.id())))));
    }

    private void forEachRow(Consumer<RecipientRow> action) {
        UUID after = new UUID(0, 0);
        List<RecipientRow> rows;
        do {
            rows = repository.page(after, BATCH_SIZE);
            rows.forEach(action);
            after = rows.isEmpty() ? after : rows.getLast().id();
        } while (rows.size() == BATCH_SIZE);
    }

    /** The texts for a recipient: moderators get those of the console. */
    public static LocalizedMessages messages(RecipientRow row) {
        MessageBundle bundle = row.moderator() == null ? MessageBundle.SERVICE : CONSOLE;
        return bundle.in(Languages.negotiate(row.language(), Languages.SUPPORTED.getFirst()));
    }

    private static String[] hex(List<EmailFingerprint> fingerprints) {
        return fingerprints.stream()
                .map(fingerprint -> hex(fingerprint.value()))
                .toArray(String[]::new);
    }

    private static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }

    private static byte[] hash(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}
