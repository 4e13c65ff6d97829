package mizan.console.account;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mizan.moderator.Account;
import mizan.moderator.Role;

/**
 * What an ADMIN has typed about an account. Roles and sites are a field each, {@code role-ADMIN} and {@code site-demo},
 * as a form's field is there once.
 *
 * @param name of the account
 * @param password empty for one that is to be made up
 * @param originalRights what the account's rights were when the form was shown, as {@link #rights} writes them; empty for a new one
 */
record AccountForm(String name, Set<Role> roles, Set<String> sites, String password, String originalRights) {

    private static final String ROLE_PREFIX = "role-";
    private static final String SITE_PREFIX = "site-";

    static AccountForm of(Map<String, String> fields) {
        return new AccountForm(
                fields.getOrDefault("name", "").strip(),
                new TreeSet<>(Arrays.stream(Role.values())
                        .filter(role -> fields.containsKey(ROLE_PREFIX + role))
                        .toList()),
                new TreeSet<>(suffixes(fields, SITE_PREFIX).toList()),
                fields.getOrDefault("password", ""),
                fields.getOrDefault("seen", ""));
    }

    static AccountForm of(Account account) {
        return new AccountForm(account.name(), account.roles(), account.sites(), "", rights(account));
    }

    static AccountForm empty() {
        return new AccountForm("", Set.of(Role.MODERATOR), Set.of(), "", "");
    }

    /** Whether somebody else has changed the account's rights since the form was shown. */
    boolean isStale(Account account) {
        return !originalRights.equals(rights(account));
    }

    private static String rights(Account account) {
        return new TreeSet<>(account.roles()) + " " + new TreeSet<>(account.sites());
    }

    private static Stream<String> suffixes(Map<String, String> fields, String prefix) {
        return fields.keySet().stream()
                .filter(field -> field.startsWith(prefix))
                .map(field -> field.substring(prefix.length()));
    }

    @Override
    public String toString() {
        return "AccountForm[" + name + "]";
    }
}
