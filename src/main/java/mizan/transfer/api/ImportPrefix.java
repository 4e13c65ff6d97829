package mizan.transfer.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.session.ProtectedPathPrefix;

/** Declares the path of imports as protected. */
@Factory
final class ImportPrefix {

    @Singleton
    ProtectedPathPrefix importsPrefix() {
        return new ProtectedPathPrefix("/api/v1/imports");
    }
}
