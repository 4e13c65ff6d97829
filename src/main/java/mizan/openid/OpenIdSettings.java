package mizan.openid;

import java.util.Arrays;
import java.util.List;
import mizan.moderator.Role;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of the OpenID provider, which are used only if an issuer is set. */
public final class OpenIdSettings implements SettingsCheck {

    private static final String PREFIX = OpenIdConfiguration.PREFIX + ".";
    private static final String ISSUER = PREFIX + "issuer";

    @Override
    public void check(Settings settings) {
        if (settings.text(ISSUER).isEmpty()) {
            settings.skip(OpenIdConfiguration.PREFIX);
            return;
        }
        settings.check(ISSUER, "a URL with https; http is allowed on localhost", OpenIdConfiguration::isIssuer);
        settings.require(PREFIX + "alias", "the suffix of the account names, such as newsroom");
        settings.check(
                PREFIX + "alias",
                "1 to 30 lower-case letters, digits, dots and hyphens",
                alias -> alias.isBlank() || OpenIdConfiguration.isAlias(alias));
        settings.require(PREFIX + "client-id", "the id of the client that is registered with the provider");
        for (String name : List.of("client-secret", "audience", "scopes", "name-claim", "roles-claim", "sites-claim")) {
            settings.text(PREFIX + name);
        }
        if (settings.groups(PREFIX + "roles").isEmpty()) {
            settings.addFault(PREFIX + "roles", "it is required: which value of the provider gives which role");
        }
        settings.groups(PREFIX + "roles")
                .forEach(value -> settings.check(
                        PREFIX + "roles." + value, "one of " + List.of(Role.values()), OpenIdSettings::isRole));
        settings.groups(PREFIX + "sites").forEach(value -> settings.text(PREFIX + "sites." + value));
    }

    private static boolean isRole(String name) {
        return Arrays.stream(Role.values()).anyMatch(role -> role.name().equalsIgnoreCase(name));
    }
}
