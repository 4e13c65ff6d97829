package mizan.console.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/**
 * One account, or one that is to be made, as an ADMIN sees it.
 *
 * @param account null for one that is to be made
 * @param name what was typed for it
 * @param roles that are ticked
 * @param sites that are ticked
 * @param originalRights see {@link AccountForm}
 * @param allSites that there are, by name
 * @param violation what is wrong, or null
 * @param completedAction what has just been done, as the key of its word, or null
 * @param password to be shown this once, or null
 */
public record AccountPage(
        Layout layout,
        @Nullable Account account,
        String name,
        Set<Role> roles,
        Set<String> sites,
        String originalRights,
        Set<String> allSites,
        @Nullable Violation violation,
        @Nullable String completedAction,
        @Nullable String password) {

    /**
     * What is wrong.
     *
     * @param field with which field; {@code form} where it is with none
     */
    public record Violation(String field, String message) {}

    static AccountPage of(Layout layout, @Nullable Account account, AccountForm form, Set<String> allSites) {
        // Sites that were configured once stay with the account until somebody unticks them.
        Set<String> offered = new TreeSet<>(allSites);
        if (account != null) {
            offered.addAll(account.sites());
        }
        return new AccountPage(
                layout,
                account,
                form.name(),
                form.roles(),
                form.sites(),
                form.originalRights(),
                offered,
                null,
                null,
                null);
    }

    AccountPage withViolation(String field, String message) {
        return new AccountPage(
                layout,
                account,
                name,
                roles,
                sites,
                originalRights,
                allSites,
                new Violation(field, message),
                null,
                null);
    }

    AccountPage withCompletedAction(@Nullable String action) {
        return new AccountPage(layout, account, name, roles, sites, originalRights, allSites, null, action, null);
    }

    AccountPage withPassword(String action, String newPassword) {
        return new AccountPage(
                layout, account, name, roles, sites, originalRights, allSites, null, action, newPassword);
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public List<Role> allRoles() {
        return List.of(Role.values());
    }

    /** Whether it is the account of whoever looks at it. */
    public boolean isCurrentAccount() {
        return account != null
                && layout.moderator() != null
                && layout.moderator().name().equals(account.name());
    }

    public @Nullable String violation(String field) {
        return violation != null && violation.field().equals(field) ? violation.message() : null;
    }

    @Override
    public String toString() {
        return "AccountPage[" + name + "]";
    }
}
