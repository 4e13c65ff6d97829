package mizan.console.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.Role;

/** The accounts of all who decide. */
public record AccountsPage(Layout layout, List<Account> accounts) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public static String path(String account) {
        return "/console/accounts/account?name=" + encoded(account);
    }

    /** For a query: a provider's names may have any character. */
    public static String encoded(String account) {
        return URLEncoder.encode(account, StandardCharsets.UTF_8);
    }

    /** Where it decides: an ADMIN everywhere. */
    public String sites(Account account) {
        if (account.roles().contains(Role.ADMIN)) {
            return text("accounts.allSites");
        }
        return account.roles().contains(Role.MODERATOR) && !account.sites().isEmpty()
                ? String.join(text("list.separator"), new TreeSet<>(account.sites()))
                : "–";
    }
}
