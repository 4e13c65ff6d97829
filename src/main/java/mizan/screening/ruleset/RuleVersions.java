package mizan.screening.ruleset;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored versions of each site's rules. A version is never changed. */
@Singleton
public class RuleVersions {

    private static final Logger LOG = LoggerFactory.getLogger(RuleVersions.class);

    private static final int MAX_LISTED = 50;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RuleVersionRepository repository;
    private final TransactionOperations<Connection> transactions;

    RuleVersions(RuleVersionRepository repository, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /** The number of the newest version of each site that has one. */
    public Map<String, Integer> newest(Collection<String> sites) {
        return repository.newest(sites.toArray(String[]::new)).stream()
                .collect(toUnmodifiableMap(RuleVersionRepository.Newest::site, RuleVersionRepository.Newest::version));
    }

    /** The newest 50 versions of a site, newest first. */
    public List<RuleVersion> list(String site) {
        return repository.list(site, MAX_LISTED).stream()
                .map(RuleVersionRepository.Listed::toVersion)
                .toList();
    }

    /**
     * What a version changes; empty if there is no such version. A version that cannot be read changes nothing, so that a
     * new one can be stored.
     */
    public Optional<RuleOverrides> find(String site, int version) {
        return repository.find(site, version).map(stored -> {
            try {
                return JSON.readValue(stored.overrides(), RuleOverrides.class);
            } catch (JsonProcessingException _) {
                LOG.error("Version {} of the screening rules of {} cannot be read; the settings apply", version, site);
                return RuleOverrides.NONE;
            }
        });
    }

    /**
     * Stores a version, and runs {@code inTransaction} in the same transaction.
     *
     * @return false if it does not follow the newest version: then nothing is stored
     */
    public boolean add(String site, RuleVersion version, RuleOverrides overrides, Runnable inTransaction) {
        String json;
        try {
            json = JSON.writeValueAsString(overrides);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return transactions.executeWrite(_ -> {
            boolean isStored = repository.add(site, version.version(), json, version.at(), version.moderator()) > 0;
            if (isStored) {
                inTransaction.run();
            }
            return isStored;
        });
    }
}
