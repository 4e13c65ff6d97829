package mizan.console.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mizan.console.layout.Layout;
import mizan.moderator.Account;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page of one account, and of the page that adds an account.
 *
 * @param account the existing account; null for a new one
 * @param name the account name, as typed for a new account
 * @param roles the checked roles
 * @param sites the checked sites
 * @param originalRights see {@link AccountForm}
 * @param allSites the sites to choose from, sorted by name
 * @param violation the invalid field, or null
 * @param completedAction the key suffix of the success message, or null
 * @param password a generated password, which is shown only once; else null
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
     * The message about an invalid field.
     *
     * @param field the name of the field; {@code form} if the message is about no single field
     */
    public record Violation(String field, String message) {}

    static AccountPage of(Layout layout, @Nullable Account account, AccountForm form, Set<String> allSites) {
        // A site that is no longer configured is offered as long as the account has it.
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

    /** Whether it is the account of the signed-in moderator. */
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
