package mizan.moderator;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Writes roles and sites in a fixed order, for the database and the audit trail. */
final class AccountScope {

    private AccountScope() {}

    static String[] roles(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::name).toArray(String[]::new);
    }

    static String[] sites(Set<String> sites) {
        return new TreeSet<>(sites).toArray(String[]::new);
    }

    /** The detail of an audit entry, such as {@code ada; roles: MODERATOR; sites: demo}. */
    static String detail(String name, Set<Role> roles, Set<String> sites) {
        return "%s; roles: %s; sites: %s".formatted(name, list(roles), list(sites));
    }

    private static <T extends Comparable<T>> String list(Collection<T> values) {
        return values.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        new TreeSet<>(values).stream().map(Object::toString).toList());
    }
}
