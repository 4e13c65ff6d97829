package mizan.administration;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.ProtectedPrefix;

/** Declares the path of the audit API as protected. */
@Factory
final class AdministrationPrefix {

    @Singleton
    ProtectedPrefix administrationPrefix() {
        return new ProtectedPrefix("/api/v1/audit");
    }
}
