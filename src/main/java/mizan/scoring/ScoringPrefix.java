package mizan.scoring;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.session.ProtectedPathPrefix;

/** Declares the paths of the API for keys as protected. */
@Factory
final class ScoringPrefix {

    @Singleton
    ProtectedPathPrefix scorerKeysPrefix() {
        return new ProtectedPathPrefix("/api/v1/scorer-keys");
    }
}
