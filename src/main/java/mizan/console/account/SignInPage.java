package mizan.console.account;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The page on which moderators sign in.
 *
 * @param returnPath where they are led then
 * @param username what was typed
 * @param error what went wrong, or null
 * @param isProviderOffered whether the house's own sign-in is configured
 */
public record SignInPage(
        Layout layout,
        String returnPath,
        String username,
        @Nullable String error,
        boolean isProviderOffered) {}
