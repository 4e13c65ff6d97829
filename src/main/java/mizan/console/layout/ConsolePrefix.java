package mizan.console.layout;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.ProtectedPrefix;

/** Declares the path of the console as protected. */
@Factory
final class ConsolePrefix {

    @Singleton
    ProtectedPrefix consolePrefix() {
        return new ProtectedPrefix("/console");
    }
}
