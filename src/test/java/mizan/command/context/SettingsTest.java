package mizan.command.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.Origin;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.platform.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings are checked before the service starts. */
class SettingsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Settings that the code reads: injected values, schedules, and groups of values. */
    private static final Pattern READ = Pattern.compile(
            "@Property\\(\\s*name = \"([^\"]+)\"|\"\\$\\{([a-z][\\w.-]+)}\"|@(?:Configuration|Each)Propert\\w+\\(\"([^\"]+)\"\\)");

    @Test
    void defaultsAreValid() {
        assertThat(faults(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            micronaut.environments                      | prod      | "prod" is not production or development
            micronaut.environments                      | production,development | "production,development" is not production or development
            micronaut.server.port                       | http      | "http" is not a number from -1 to 65535
            micronaut.server.port                       | 65536     | "65536" is not a number from -1 to 65535
            endpoints.all.port                          | 8080      | it is the port of the API too
            micronaut.server.host                       | a b       | "a b" is not an address or a host name
            micronaut.config.files                      | none.yml  | "none.yml" is not a file that can be read
            datasources.default.url                     | mysql:x:secret | its value is not a JDBC URL such as jdbc:postgresql://host:5432/mizan
            datasources.default.maximum-pool-size       | many      | "many" is not a number from 4 to 1000
            datasources.default.connection-timeout      | 2s        | "2s" is not a number from 250 to 600000
            mizan.page-cache-memory                     | lots      | "lots" is not an amount of memory from 1MB to 1024MB, such as 16MB
            mizan.page-cache-memory                     | 1KB       | "1KB" is not an amount of memory from 1MB to 1024MB, such as 16MB
            mizan.sign-in.address-failures              | few       | "few" is not a number from 1 to 10000
            mizan.sign-in.pair-failures                 | 0         | "0" is not a number from 1 to 10000
            mizan.sign-in.account-refill                | 0s        | "0s" is not a duration from 1ms to 1d
            mizan.sign-in.under-attack-refill           | soon      | "soon" is not a duration from 1ms to 1d
            mizan.submission.client-burst               | many      | "many" is not a number from 0 to 1000000
            mizan.submission.article-burst              | -1        | "-1" is not a number from 0 to 1000000
            mizan.submission.site-refill                | 0s        | "0s" is not a duration from 1ms to 1h
            mizan.scoring.key-burst                     | 0         | "0" is not a number from 1 to 1000000
            mizan.scoring.key-refill                    | 2h        | "2h" is not a duration from 1ms to 1h
            mizan.claim-duration                        | x         | "x" is not a duration from 1s to 1d
            mizan.claim-duration                        | -5m       | "-5m" is not a duration from 1s to 1d
            mizan.token-lifetime                        | banana    | "banana" is not a duration from 1m to 30d
            mizan.session-lifetime                      | 0         | "0" is not a duration from 1m to 365d
            mizan.request-timeout                       | never     | "never" is not a duration from 100ms to 5m
            mizan.database-timeout                      | 1h        | "1h" is not a duration from 100ms to 5m
            mizan.backlog-interval                      | often     | "often" is not a duration from 10ms to 1h
            mizan.audit-chain-interval                  | x         | "x" is not a duration from 10ms to 1h
            mizan.time-zone                             | Cairo     | "Cairo" is not a time zone such as Africa/Cairo
            mizan.language                              | de        | "de" is not one of ar, en, fr, fa, ur, tr, he
            mizan.public-origin                         | comments.example | "comments.example" is not an origin such as https://comments.example
            mizan.trusted-proxies                       | 10.0.0.0/8,proxy | "proxy" is not an address or a network such as 10.0.0.0/8
            mizan.outbound-allowed                      | hooks.example,https://a.example | "https://a.example" is not a host name, an address or a network such as 10.0.0.0/8
            mizan.webhook.interval                      | often     | "often" is not a duration from 10ms to 1h
            mizan.webhook.overdue-after                 | 1s        | "1s" is not a duration from 1m to 30d
            mizan.demo                                  | yes       | "yes" is not true or false
            mizan.sites.demo.language                   | klingon   | "klingon" is not one of ar, en, fr, fa, ur, tr, he
            mizan.sites.demo.origins                    | https://a.example,b | "b" is not an origin such as https://news.example
            mizan.sites.demo.house-rules.spam           | ' '       | " " is not a text of at most 500 characters
            mizan.sites.demo.house-rules.illegal        | No.       | it is none of [spam, abuse, hate, off-topic, personal-data, other]
            mizan.sites.demo.form-stamp                 | always    | "always" is not optional or required
            mizan.sites.demo.proof-above                | 0         | "0" is not a number from 1 to 1000000
            mizan.job-poll-interval                     | 1         | "1" is not a duration from 10ms to 1h
            mizan.sites.demo.retention.client           | never     | "never" is not a period of ISO 8601 from P1D to P1Y, such as P30D
            mizan.sites.demo.retention.client           | 30d       | "30d" is not a period of ISO 8601 from P1D to P1Y, such as P30D
            mizan.sites.demo.retention.client           | PT23H     | "PT23H" is not a period of ISO 8601 from P1D to P1Y, such as P30D
            mizan.sites.demo.retention.rejected         | P11Y      | "P11Y" is not a period of ISO 8601 from P1D to P10Y, such as P90D
            mizan.sites.demo.retention.rejected         | -P90D     | "-P90D" is not a period of ISO 8601 from P1D to P10Y, such as P90D
            mizan.sites.demo.retention.approved         | P30D      | "P30D" is not a period of ISO 8601 from P1M to P10Y, such as P24M, or never
            mizan.sites.demo.retention.approved         | P999999999Y | "P999999999Y" is not a period of ISO 8601 from P1M to P10Y, such as P24M, or never
            mizan.sites.demo.retention.clients          | P30D      | it is none of [client, rejected, approved]
            mizan.sites.demo.privacy-notice             | javascript:1 | "javascript:1" is not a URL such as https://news.example/privacy
            mizan.sites.demo.scorer.url                 | ftp://scorer.example | its value is not a URL such as https://scorer.example/v1alpha1/comments:analyze
            mizan.sites.demo.scorer.key-file            | /none/key | "/none/key" is not a readable file with a key
            mizan.sites.demo.scorer.attributes          | toxic     | "toxic" is not an attribute such as TOXICITY
            mizan.sites.demo.scorer.threshold           | 101       | "101" is not a number from 1 to 100
            mizan.sites.demo.title                      | ' '       | " " is not one line of at most 200 characters
            mizan.sites.demo.rules-url                  | /rules    | "/rules" is not an address such as https://news.example/rules
            mizan.sites.demo.contact-url                | mail      | "mail" is not an address such as https://news.example/rules
            mizan.data-dir                              | ''        | it is required: the folder of the embedded database
            mizan.first-moderator-password              | sesame    | its value is not a password of 12 characters or more that is hard to guess
            mizan.first-moderator-password              | password1234 | its value is not a password of 12 characters or more that is hard to guess
            mizan.mail.host                             | a b       | "a b" is not a host name or an address
            mizan.mail.port                             | smtp      | "smtp" is not a number from 1 to 65535
            mizan.mail.tls                              | ssl       | "ssl" is not starttls, tls or none
            mizan.mail.from                             | nobody    | "nobody" is not an e-mail address
            mizan.mail.password-file                    | none.txt  | "none.txt" is not a file that can be read
            mizan.mail.timeout                          | long      | "long" is not a duration from 100ms to 10m
            mizan.mail.confirmations-per-hour           | 0         | "0" is not a number from 1 to 1000000
            mizan.mail.digest.overdue-after             | 1s        | "1s" is not a duration from 1m to 30d
            mizan.mail.digest.interval                  | 1m        | "1m" is not a duration from 1h to 30d
            mizan.mail.digest.quiet-hours               | night     | "night" is not hours of the day, such as 22:00-07:00
            otel.traces.exporter                        | zipkin    | "zipkin" is not otlp or none
            otel.exporter.otlp.endpoint                 | collector:4317 | its value is not a URL such as http://collector.monitoring:4318
            otel.exporter.otlp.protocol                 | grpc      | "grpc" is not http/protobuf
            otel.traces.sampler                         | jaeger_remote | "jaeger_remote" is not one of [always_off, always_on, parentbased_always_off, parentbased_always_on, parentbased_traceidratio, traceidratio]
            otel.traces.sampler.arg                     | 10%       | "10%" is not a number from 0 to 1
            otel.sdk.disabled                           | yes       | "yes" is not true or false
            mizan.openid.client-secret                  | ${NOT_SET} | its value refers to a variable that is not set
            """)
    void invalidValueIsNamedWithWhatIsAllowed(String name, String value, String problem) {
        Map<String, Object> settings = new HashMap<>(Map.of(name, value));
        if (name.startsWith("mizan.openid")) {
            settings.put("mizan.openid.issuer", "https://login.example");
            settings.put("mizan.openid.alias", "newsroom");
            settings.put("mizan.openid.client-id", "mizan");
            settings.put("mizan.openid.roles.editors", "MODERATOR");
        }
        if (name.startsWith("mizan.mail")) {
            settings.putIfAbsent("mizan.mail.host", "smtp.example");
        }

        assertThat(faults(settings))
                .contains("%s (%s): %s"
                        .formatted(name, name.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"), problem));
    }

    @Test
    void variablesOfNamesWithSeveralWordsAreValid() {
        assertThat(variableFaults(Map.of(
                        "MIZAN_SITES_DEMO_SCREENING_RULES_PHONE_NUMBER", "off",
                        "MIZAN_SITES_DEMO_SCREENING_RULES_LOOK_ALIKE_DOMAIN", "80",
                        "MIZAN_SITES_DEMO_HOUSE_RULES_OFF_TOPIC", "Stay on topic.")))
                .isEmpty();
    }

    @Test
    void misspeltNamesWithSeveralWordsAreRefused() {
        assertThat(variableFaults(Map.of(
                        "MIZAN_SITES_DEMO_SCREENING_RULES_PHONE_NUMBER", "off",
                        "MIZAN_SITES_DEMO_SCREENING_RULES_PHONE", "off",
                        "MIZAN_SITES_DEMO_SCREENING_RULES_BANK_ACOUNT", "off")))
                .containsExactlyInAnyOrder(
                        "mizan.sites.demo.screening.rules.phone (MIZAN_SITES_DEMO_SCREENING_RULES_PHONE): there is no"
                                + " such rule",
                        "mizan.sites.demo.screening.rules.bank (MIZAN_SITES_DEMO_SCREENING_RULES_BANK): there is no"
                                + " such rule");
    }

    @Test
    void unknownNamesAreFound() {
        Settings settings = settings(variables(Map.of(
                "MIZAN_TRUSTED_PROXY", "10.0.0.0/8",
                "MIZAN_TRUSTED_PROXIES_0", "10.0.0.0/8",
                "MIZAN_SITES_DEMO_HOUSE_RULE_SPAM", "No advertisements.",
                "MIZAN_SITES_DEMO_TITLE", "Demo",
                // of Kubernetes, for a Service
                "MIZAN_DATABASE_SERVICE_PORT_TCP", "5432",
                "MIZAN_PORT_80_TCP_ADDR", "10.0.0.1")));
        settings.checkAll();

        assertThat(settings.unknown()).containsExactly("MIZAN_SITES_DEMO_HOUSE_RULE_SPAM", "MIZAN_TRUSTED_PROXY");
    }

    @Test
    void unknownNamesOfFilesAreFound() {
        Settings settings = settings(Map.of(
                "mizan.trustedProxies", "10.0.0.0/8",
                "mizan.sites.demo.origins[0]", "https://demo.example",
                "mizan.sites.demo.origin", "https://demo.example"));
        settings.checkAll();

        assertThat(settings.unknown()).containsExactly("mizan.sites.demo.origin");
    }

    @Test
    void settingsThatAreNotUsedAreKnown() {
        Settings settings =
                settings(Map.of("mizan.mail.from", "comments@news.example", "mizan.openid.client-id", "mizan"));
        settings.checkAll();

        assertThat(settings.unknown()).isEmpty();
    }

    @Test
    void documentedVariablesAreKnown() throws IOException {
        Map<String, Object> documented = new TreeMap<>();
        Matcher variables = Pattern.compile("^\\| (`MIZAN_[A-Z_<>`, ]+)", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("src/docs/operators.md")));
        while (variables.find()) {
            for (String variable : variables.group(1).replaceAll("[` ]", "").split(",", -1)) {
                documented.put(
                        variable.replace("<NAME>", "NEWS")
                                .replace("<RULE>", "WORDS")
                                .replace("<REASON>", "SPAM"),
                        "");
            }
        }
        Settings settings = settings(variables(documented));
        settings.checkAll();

        assertThat(documented).hasSizeGreaterThan(60);
        assertThat(settings.unknown()).isEmpty();
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        assertThat(faults(Map.of(
                        "mizan.openid.issuer", "http://login.example",
                        "mizan.openid.alias", "a@b",
                        "mizan.openid.roles.editors", "CHIEF",
                        "mizan.sites.news.title", "أخبار",
                        "mizan.demo", "true\u001b[31m")))
                .containsExactlyInAnyOrder(
                        "mizan.openid.issuer (MIZAN_OPENID_ISSUER): \"http://login.example\" is not a URL with https;"
                                + " http is allowed on localhost",
                        "mizan.openid.alias (MIZAN_OPENID_ALIAS): \"a@b\" is not 1 to 30 lower-case letters, digits,"
                                + " dots and hyphens",
                        "mizan.openid.client-id (MIZAN_OPENID_CLIENT_ID): it is required: the id of the client that is"
                                + " registered with the provider",
                        "mizan.openid.roles.editors (MIZAN_OPENID_ROLES_EDITORS): \"CHIEF\" is not one of [MODERATOR,"
                                + " ADMIN, PRIVACY]",
                        "mizan.sites.news.origins (MIZAN_SITES_NEWS_ORIGINS): it is required: the origins of the"
                                + " articles, such as https://news.example",
                        "mizan.demo (MIZAN_DEMO): \"true?[31m\" is not true or false");
    }

    @Test
    void mailNeedsSenderOriginAndEncryptionOfThePassword() {
        assertThat(faults(Map.of(
                        "mizan.mail.host", "smtp.example",
                        "mizan.mail.user", "mizan",
                        "mizan.mail.tls", "none")))
                .containsExactlyInAnyOrder(
                        "mizan.mail.from (MIZAN_MAIL_FROM): it is required: the sender's address, such as"
                                + " comments@news.example",
                        "mizan.public-origin (MIZAN_PUBLIC_ORIGIN): it is required: links in e-mails start with it,"
                                + " such as https://comments.example",
                        "mizan.mail.password-file (MIZAN_MAIL_PASSWORD_FILE): it is required: the file with the"
                                + " password of mizan.mail.user",
                        "mizan.mail.tls (MIZAN_MAIL_TLS): the password would be sent without encryption");
    }

    @Test
    void everySettingThatTheCodeReadsIsChecked() {
        Settings settings = settings(Map.of(
                "mizan.openid.issuer", "https://login.example",
                "mizan.openid.sites.desk", "news",
                "mizan.openid.roles.editors", "MODERATOR",
                "micronaut.config.files", ""));
        settings.checkAll();

        assertThat(read())
                .hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(settings.checked())
                        .as("%s is checked by a SettingsCheck", name)
                        .anyMatch(checked -> checked.equals(name) || checked.startsWith(name + ".")));
    }

    private static Set<String> read() {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher matcher = READ.matcher(Files.readString(file));
                while (matcher.find()) {
                    names.add(Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                            .filter(name -> name != null)
                            .findFirst()
                            .orElseThrow());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static List<String> faults(Map<String, Object> properties) {
        Settings settings = settings(properties);
        settings.checkAll();
        return settings.faults();
    }

    /** The faults of environment variables. */
    private static List<String> variableFaults(Map<String, Object> variables) {
        Settings settings = settings(variables(variables));
        settings.checkAll();
        return settings.faults();
    }

    private static PropertySource variables(Map<String, Object> variables) {
        return PropertySource.of(
                "variables", variables, PropertyConvention.ENVIRONMENT_VARIABLE, Origin.of("variables"));
    }

    private static Settings settings(Map<String, Object> properties) {
        return settings(PropertySource.of("properties", properties));
    }

    private static Settings settings(PropertySource properties) {
        ApplicationContext context = BootstrapSettings.configure(ApplicationContext.builder())
                .propertySources(properties)
                .build();
        Environment environment = context.getEnvironment();
        environment.start();
        return new Settings(environment);
    }
}
