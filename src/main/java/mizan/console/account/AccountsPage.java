package mizan.console.account;

import io.micronaut.http.uri.UriBuilder;
import java.util.List;
import java.util.TreeSet;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.Role;
import mizan.moderator.password.PasswordPolicy;

/** Model of the page that lists the accounts. */
public record AccountsPage(Layout layout, List<Account> accounts) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public static String path(String account) {
        return UriBuilder.of("/console/accounts/account")
                .queryParam("name", account)
                .toString();
    }

    public static String disablePath(String account) {
        return UriBuilder.of("/console/accounts/disable")
                .queryParam("name", account)
                .toString();
    }

    /** The key of the message about a refused password. Its argument is the minimum length. */
    static String messageKey(PasswordPolicy.Violation violation) {
        return switch (violation) {
            case LENGTH -> "accounts.error.password";
            case COMMON -> "accounts.error.commonPassword";
        };
    }

    /** The sites on which the account moderates, as text. An ADMIN moderates all sites. */
    public String sites(Account account) {
        if (account.roles().contains(Role.ADMIN)) {
            return text("accounts.allSites");
        }
        return account.roles().contains(Role.MODERATOR) && !account.sites().isEmpty()
                ? String.join(text("list.separator"), new TreeSet<>(account.sites()))
                : "–";
    }
}
