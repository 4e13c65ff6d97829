package mizan.administration;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mizan.moderator.AccountOutcome;
import mizan.moderator.Accounts;
import mizan.moderator.Role;
import mizan.moderator.password.PasswordPolicy;
import mizan.platform.http.FieldViolation;
import org.jspecify.annotations.Nullable;

/**
 * A new account, or changes to one. A change leaves absent fields as they are.
 *
 * @param name the user name; upper and lower case are the same
 * @param password 12 to 1,000 characters, and not easy to guess
 * @param roles at least one
 * @param sites the sites that a MODERATOR moderates, at least one; an ADMIN moderates all
 * @param disabled whether the account is disabled; only in changes
 */
@Introspected
@Schema(name = "AccountRequest")
record AccountRequest(
        @Nullable String name,
        @Nullable String password,

        @ArraySchema(schema = @Schema(implementation = Role.class)) @Nullable List<@Nullable String> roles,

        @Nullable List<@Nullable String> sites,
        @Nullable Boolean disabled) {

    /** All violations of a request to add an account. */
    List<FieldViolation> violationsOfNew(Accounts accounts) {
        List<FieldViolation> violations = new ArrayList<>();
        if (name == null || name.isEmpty()) {
            violations.add(FieldViolation.of("name", "required"));
        }
        if (password == null || password.isEmpty()) {
            violations.add(FieldViolation.of("password", "required"));
        }
        if (roles == null) {
            violations.add(FieldViolation.of("roles", "required"));
        }
        violations.addAll(violations());
        if (name != null && !name.isEmpty() && password != null && !password.isEmpty()) {
            accounts.refusals(name, password, roleSet(), siteSet()).stream()
                    .map(refusal -> violation(refusal, "roles"))
                    .filter(violation -> !violations.contains(violation))
                    .forEach(violations::add);
        }
        return violations;
    }

    /** The violations that are independent of the account. */
    List<FieldViolation> violations() {
        List<FieldViolation> violations = new ArrayList<>();
        if (roles != null && roles.isEmpty()) {
            violations.add(FieldViolation.of("roles", "required"));
        }
        if (roles != null && roles.stream().anyMatch(role -> !isRole(role))) {
            violations.add(FieldViolation.of("roles", "unknown"));
        }
        if (sites != null && sites.contains(null)) {
            violations.add(FieldViolation.of("sites", "unknown"));
        }
        return violations;
    }

    /** The known roles; empty if there are none. */
    Set<Role> roleSet() {
        Set<Role> known = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (roles != null && roles.contains(role.name())) {
                known.add(role);
            }
        }
        return known;
    }

    Set<String> siteSet() {
        Set<String> names = new TreeSet<>();
        for (@Nullable String site : sites == null ? Collections.<@Nullable String>emptyList() : sites) {
            if (site != null) {
                names.add(site);
            }
        }
        return names;
    }

    /** @param changed the field that the refusal of a change to one's own or the last ADMIN account is about */
    static FieldViolation violation(AccountOutcome refusal, String changed) {
        return switch (refusal) {
            case AccountOutcome.NameTaken _ -> FieldViolation.of("name", "taken");
            case AccountOutcome.InvalidName _ -> FieldViolation.of("name", "account-name");
            case AccountOutcome.InvalidPassword(PasswordPolicy.Violation reason) ->
                switch (reason) {
                    case LENGTH ->
                        FieldViolation.of("password", "length", PasswordPolicy.MIN_LENGTH, PasswordPolicy.MAX_LENGTH);
                    case COMMON -> FieldViolation.of("password", "common");
                };
            case AccountOutcome.UnknownSites _ -> FieldViolation.of("sites", "unknown");
            case AccountOutcome.SiteRequired _ -> FieldViolation.of("sites", "required");
            case AccountOutcome.OwnAccount _ -> FieldViolation.of(changed, "own-account");
            case AccountOutcome.LastAdmin _ -> FieldViolation.of(changed, "last-admin");
            case AccountOutcome.ManagedByProvider _ -> FieldViolation.of("name", "managed-by-provider");
            case AccountOutcome.Done _,
                    AccountOutcome.Unchanged _,
                    AccountOutcome.NoSuchAccount _,
                    AccountOutcome.PrivacyNotHeld _ -> throw new IllegalStateException("Not about a field: " + refusal);
        };
    }

    private static boolean isRole(@Nullable String name) {
        return name != null
                && Arrays.stream(Role.values()).anyMatch(role -> role.name().equals(name));
    }

    @Override
    public String toString() {
        return "AccountRequest[…]";
    }
}
