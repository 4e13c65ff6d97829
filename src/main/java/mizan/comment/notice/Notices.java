package mizan.comment.notice;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.platform.database.JsonParameters;

/** The stored notices. A notice is open until the next decision about its comment, and again while that is reopened. */
@Singleton
public class Notices {

    private static final int BATCH_SIZE = 500;

    private final NoticeRepository repository;
    private final JsonParameters json;

    Notices(NoticeRepository repository, JsonParameters json) {
        this.repository = repository;
        this.json = json;
    }

    /**
     * Stores a notice. It replaces an open one about the same comment with the same address from the same client, whose
     * receipt leads to the new one.
     *
     * @return whether the comment is published; if not, nothing is stored
     */
    @Transactional
    public boolean add(NewNotice notice) {
        boolean isStored = repository.insert(json.value(notice)) > 0;
        if (isStored) {
            if (repository.keepReceipts(notice.id()) > 0) {
                repository.deleteReplaced(notice.id());
            }
        }
        return isStored;
    }

    /** A notice; empty if it does not exist, or its notifier is erased. */
    public Optional<StoredNotice> find(UUID id) {
        return repository.find(id);
    }

    /**
     * The notices with an address, oldest first.
     *
     * @param fingerprints in PostgreSQL's hex format
     */
    public List<StoredNotice> ofNotifier(String[] fingerprints) {
        return repository.ofNotifier(fingerprints);
    }

    /**
     * Erases all about the notifier in the notices with an address. Their rows stay.
     *
     * @param fingerprints in PostgreSQL's hex format
     * @return the ids of the notices
     */
    public List<UUID> eraseByNotifier(String[] fingerprints) {
        return repository.eraseByNotifier(fingerprints).stream()
                .map(NoticeRepository.Row::id)
                .toList();
    }

    /**
     * Erases all about the notifier in notices.
     *
     * @param ids ids of notices, and others
     * @return how many of them are notices
     */
    @Transactional
    public long eraseByIds(String[] ids) {
        repository.deleteReceipts(ids);
        repository.eraseByIds(ids);
        return repository.count(ids);
    }

    /** Erases what notices say about comments whose author is erased. */
    public void eraseExplanations(String[] comments) {
        repository.eraseExplanations(comments);
    }

    /**
     * Deletes one batch of a site's notices that were settled until an instant.
     *
     * @return their number; 0 if none is left
     */
    @Transactional
    public long deleteBatch(String site, Instant until) {
        return repository.deleteSettled(site, until, BATCH_SIZE);
    }

    /**
     * Erases the client pseudonyms of one batch of a site's notices that were sent until an instant.
     *
     * @return their number; 0 if none is left
     */
    @Transactional
    public long eraseClients(String site, Instant until) {
        return repository.eraseClients(site, until, BATCH_SIZE);
    }
}
