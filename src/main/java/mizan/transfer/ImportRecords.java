package mizan.transfer;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.JsonParameters;

/** The stored records of imports. */
@Singleton
class ImportRecords {

    private final ImportRepository repository;
    private final JsonParameters json;

    ImportRecords(ImportRepository repository, JsonParameters json) {
        this.repository = repository;
        this.json = json;
    }

    Import create(ImportRequest request) {
        repository.endInterrupted(request.site());
        repository.create(
                request.id(), request.site(), request.source().format(), request.isDryRun(), request.moderator());
        return repository.find(request.id()).orElseThrow();
    }

    void update(UUID id, ImportState state, ImportCounts counts) {
        repository.update(id, state, json.value(counts));
    }

    void fail(UUID id, FailureRow failure) {
        repository.fail(id, json.value(failure));
    }

    void move(UUID id, ImportState state, long kept) {
        repository.move(id, state, kept);
    }

    void addOmissions(UUID id, List<Omission> omissions) {
        if (!omissions.isEmpty()) {
            repository.addOmissions(
                    id,
                    omissions.stream().map(Omission::number).toArray(Long[]::new),
                    omissions.stream().map(Omission::line).toArray(Long[]::new),
                    ArrayParameters.texts(omissions, Omission::sourceId),
                    omissions.stream().map(omission -> omission.reason().name()).toArray(String[]::new));
        }
    }

    Optional<Import> find(UUID id) {
        return repository.find(id);
    }

    List<Import> latest(List<String> sites, int limit) {
        return repository.latest(sites.toArray(String[]::new), limit);
    }

    List<Omission> omissions(UUID id, long after, int limit) {
        return repository.omissions(id, after, limit);
    }

    List<OmissionCount> countOmissions(UUID id) {
        return repository.countOmissions(id);
    }
}
