package mizan.moderator.session;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import mizan.moderator.Moderator;

/** Binds a {@link Moderator} parameter of a controller to the signed-in moderator. */
@Singleton
final class ModeratorBinder implements TypedRequestArgumentBinder<Moderator> {

    @Override
    public Argument<Moderator> argumentType() {
        return Argument.of(Moderator.class);
    }

    @Override
    public BindingResult<Moderator> bind(ArgumentConversionContext<Moderator> context, HttpRequest<?> source) {
        Optional<Moderator> moderator = CurrentModerator.of(source);
        return () -> moderator;
    }
}
