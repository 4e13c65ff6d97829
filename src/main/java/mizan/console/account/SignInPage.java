package mizan.console.account;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the sign-in page.
 *
 * @param returnPath the page to show after the sign-in
 * @param username the user name as typed
 * @param error the error message, or null
 * @param isProviderOffered whether an OpenID provider is configured
 */
public record SignInPage(
        Layout layout,
        String returnPath,
        String username,
        @Nullable String error,
        boolean isProviderOffered) {}
