package mizan.moderator;

import io.micronaut.http.annotation.FilterMatcher;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the routes that only a signed-in account may call. A filter resolves the account, and a handler takes it
 * as a {@link Moderator} parameter.
 */
@FilterMatcher
@Secured(SecurityRule.IS_AUTHENTICATED)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresSignIn {

    /** Whether the account needs a role. Sign-out needs none: every session can be ended. */
    boolean role() default true;

    /** Whether scripts poll the route. A GET request to a polled route is no activity and renews no session. */
    boolean polled() default false;
}
