package mizan.console.account;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The page on which moderators sign in.
 *
 * @param next where they are led then
 * @param username what was typed
 * @param fault what went wrong, or null
 * @param isProviderOffered whether the house's own sign-in is configured
 */
public record SignInPage(
        Layout frame,
        String next,
        String username,
        @Nullable String fault,
        boolean isProviderOffered) {}
