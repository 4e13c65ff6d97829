package mizan.console.account;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mizan.moderator.Account;
import mizan.moderator.Role;

/**
 * The fields of the account form. A form field may occur only once, so each role and site is a field of its own, such
 * as {@code role-ADMIN} and {@code site-demo}.
 *
 * @param password empty if the service generates the password
 * @param originalRights the account's rights when the form was rendered, see {@link #rights}; empty for a new account
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

    /** Whether the account's rights were changed after the form was rendered. */
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
