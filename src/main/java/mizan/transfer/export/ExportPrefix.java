package mizan.transfer.export;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.session.ProtectedPathPrefix;

/** Declares the path of exports as protected. */
@Factory
final class ExportPrefix {

    @Singleton
    ProtectedPathPrefix exportsPrefix() {
        return new ProtectedPathPrefix("/api/v1/exports");
    }
}
