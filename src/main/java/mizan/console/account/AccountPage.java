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
 * @param seen see {@link AccountForm}
 * @param allSites that there are, by name
 * @param fault what is wrong, or null
 * @param done what has just been done, as the key of its word, or null
 * @param password to be shown this once, or null
 */
public record AccountPage(
        Layout frame,
        @Nullable Account account,
        String name,
        Set<Role> roles,
        Set<String> sites,
        String seen,
        Set<String> allSites,
        @Nullable Fault fault,
        @Nullable String done,
        @Nullable String password) {

    /**
     * What is wrong.
     *
     * @param field with which field; {@code form} where it is with none
     */
    public record Fault(String field, String message) {}

    static AccountPage of(Layout frame, @Nullable Account account, AccountForm form, Set<String> allSites) {
        // Sites that were configured once stay with the account until somebody unticks them.
        Set<String> offered = new TreeSet<>(allSites);
        if (account != null) {
            offered.addAll(account.sites());
        }
        return new AccountPage(
                frame, account, form.name(), form.roles(), form.sites(), form.seen(), offered, null, null, null);
    }

    AccountPage wrong(String field, String message) {
        return new AccountPage(
                frame, account, name, roles, sites, seen, allSites, new Fault(field, message), null, null);
    }

    AccountPage done(@Nullable String key) {
        return new AccountPage(frame, account, name, roles, sites, seen, allSites, null, key, null);
    }

    AccountPage withPassword(String key, String shown) {
        return new AccountPage(frame, account, name, roles, sites, seen, allSites, null, key, shown);
    }

    public String text(String key, Object... arguments) {
        return frame.text(key, arguments);
    }

    public List<Role> allRoles() {
        return List.of(Role.values());
    }

    /** Whether it is the account of whoever looks at it. */
    public boolean isOwn() {
        return account != null
                && frame.moderator() != null
                && frame.moderator().name().equals(account.name());
    }

    public @Nullable String fault(String field) {
        return fault != null && fault.field().equals(field) ? fault.message() : null;
    }

    @Override
    public String toString() {
        return "PersonPage[" + name + "]";
    }
}
