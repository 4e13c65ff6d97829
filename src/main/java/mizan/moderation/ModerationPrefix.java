package mizan.moderation;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import mizan.moderator.session.ProtectedPathPrefix;

/** Declares the path of the moderation API as protected. */
@Factory
final class ModerationPrefix {

    @Singleton
    ProtectedPathPrefix moderationPrefix() {
        return new ProtectedPathPrefix("/api/v1/moderation");
    }
}
