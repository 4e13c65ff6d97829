package mizan.administration;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.session.ProtectedPathPrefix;

/** Declares the paths of the API for administrators as protected. */
@Factory
final class AdministrationPrefix {

    @Singleton
    ProtectedPathPrefix auditPrefix() {
        return new ProtectedPathPrefix("/api/v1/audit");
    }

    @Singleton
    ProtectedPathPrefix accountsPrefix() {
        return new ProtectedPathPrefix("/api/v1/accounts");
    }

    @Singleton
    ProtectedPathPrefix currentAccountPrefix() {
        return new ProtectedPathPrefix("/api/v1/me");
    }
}
