package mizan.console.layout;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.session.ProtectedPathPrefix;

/** Declares the path of the console as protected. */
@Factory
final class ConsolePrefix {

    @Singleton
    ProtectedPathPrefix consolePrefix() {
        return new ProtectedPathPrefix("/console");
    }
}
