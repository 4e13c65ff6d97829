package mizan.moderation.queue;

import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.email.EmailVault;
import mizan.moderation.AuthorScope;
import mizan.moderation.QueueFilter;
import org.jspecify.annotations.Nullable;

/**
 * Recognises authors during a rotation of the fingerprint keyset, when comments of one author have fingerprints under
 * different keys. With one key it executes no statement.
 */
@Singleton
class AuthorKeys {

    private static final String[] NONE = {};

    private final EmailVault vault;
    private final AuthorKeysRepository repository;

    AuthorKeys(EmailVault vault, AuthorKeysRepository repository) {
        this.vault = vault;
        this.repository = repository;
    }

    /** How a filter recognises the comments of its author. */
    AuthorMatch match(QueueFilter filter, AuthorScope scope) {
        @Nullable UUID author = filter.author();
        if (author == null || !vault.hasSeveralFingerprintKeys()) {
            return new AuthorMatch(scope, NONE);
        }
        return repository
                .sealedEmail(author, filter.siteArray())
                .map(row -> new AuthorMatch(
                        scope, fingerprints(row.emailSealed(), author).toArray(String[]::new)))
                .orElseGet(() -> new AuthorMatch(scope, NONE));
    }

    /** The statistics of the authors under all keys, by comment. Empty outside of a rotation: the rows have them. */
    Map<UUID, QueuedComment.Author> stats(List<QueueRow> rows, AuthorScope scope) {
        if (rows.isEmpty() || !vault.hasSeveralFingerprintKeys()) {
            return Map.of();
        }
        List<String> ids = new ArrayList<>();
        List<String> fingerprints = new ArrayList<>();
        for (QueueRow row : rows) {
            for (String fingerprint : fingerprints(row.emailSealed(), row.id())) {
                ids.add(row.id().toString());
                fingerprints.add(fingerprint);
            }
        }
        return repository.stats(ids.toArray(NONE), fingerprints.toArray(NONE), scope).stream()
                .collect(toMap(
                        AuthorKeysRepository.StatsRow::id,
                        row -> new QueuedComment.Author(row.approved(), row.rejected(), row.pending())));
    }

    // None if the address is erased or cannot be read: then the comment's own fingerprint is all that is known.
    private List<String> fingerprints(byte @Nullable [] emailSealed, UUID comment) {
        if (emailSealed == null) {
            return List.of();
        }
        return vault.address(emailSealed, comment).map(vault::fingerprints).orElse(List.of()).stream()
                .map(fingerprint -> "\\x" + HexFormat.of().formatHex(fingerprint.value()))
                .toList();
    }
}
