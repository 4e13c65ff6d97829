package mizan.moderation;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.ProtectedPrefix;

/** Declares the path of the moderation API as protected. */
@Factory
final class ModerationPrefix {

    @Singleton
    ProtectedPrefix moderationPrefix() {
        return new ProtectedPrefix("/api/v1/moderation");
    }
}
