package mizan.administration;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.ProtectedPathPrefix;

/** Declares the path of the audit API as protected. */
@Factory
final class AdministrationPrefix {

    @Singleton
    ProtectedPathPrefix administrationPrefix() {
        return new ProtectedPathPrefix("/api/v1/audit");
    }
}
