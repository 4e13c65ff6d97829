package mizan.screening.remote;

import static java.util.stream.Collectors.joining;

import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mizan.platform.outbound.OutboundHttp;
import mizan.platform.outbound.OutboundRequest;
import mizan.platform.outbound.OutboundResult;
import mizan.screening.Finding;
import mizan.screening.ScreeningPolicies;
import mizan.screening.rule.ScreeningRule;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.Confusables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the scorers of the sites that have one. */
@Singleton
public class RemoteScorers {

    /** A comment that was not scored yet has this finding. A partial index finds these comments. */
    public static final Finding WAITING = new Finding(ScreeningRule.REMOTE_SCORE.id(), "…", List.of(), 0);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteScorers.class);

    private static final OutboundRequest.Limits LIMITS = new OutboundRequest.Limits(Duration.ofSeconds(5), 256 << 10);

    private static final int BAD_REQUEST = 400;

    /** A shorter text tells nothing about its language. */
    private static final int MIN_PERCENT = 80;

    private final Map<String, RemoteScorer> scorers = new HashMap<>();
    private final ScreeningPolicies policies;
    private final OutboundHttp http;

    RemoteScorers(Environment environment, Sites sites, ScreeningPolicies policies, OutboundHttp http) {
        this.policies = policies;
        this.http = http;
        for (Site site : sites.all()) {
            RemoteScorer.of(environment, site.name()).ifPresent(scorer -> {
                scorers.put(site.name(), scorer);
                if (!http.isAllowed(scorer.url())) {
                    LOG.warn(
                            "The scorer of {} is not called: its URL has no TLS, and its host is not listed",
                            site.name());
                }
            });
        }
    }

    /** Whether comments of a site are scored: it has a scorer, and the rule is on. */
    public boolean isUsed(String site) {
        return scorers.containsKey(site)
                && policies.get(site).weight(ScreeningRule.REMOTE_SCORE).isPresent();
    }

    /** Asks the scorer of a site about a text. It takes at most five seconds. */
    public RemoteScore score(String site, String text) {
        RemoteScorer scorer = scorer(site);
        byte[] body = AnalyzeFormat.request(text, language(site, text), scorer.attributes());
        Map<String, String> headers;
        try {
            headers = scorer.keyFile() == null ? Map.of() : Map.of("X-Goog-Api-Key", key(scorer.keyFile()));
        } catch (IOException _) {
            LOG.warn("The key of the scorer of {} cannot be read", site);
            return new RemoteScore.Unavailable();
        }
        return switch (http.post(new OutboundRequest(scorer.url(), headers, body, LIMITS), "scorer")) {
            case OutboundResult.Response response
            when response.isSuccess() ->
                AnalyzeFormat.scores(response.body(), scorer.attributes())
                        .<RemoteScore>map(scores -> new RemoteScore.Scored(detail(scores, scorer.threshold())))
                        .orElseGet(RemoteScore.Unavailable::new);
            case OutboundResult.Response response when response.status() == BAD_REQUEST -> new RemoteScore.Refused();
            case OutboundResult.Response _, OutboundResult.Failed _ -> new RemoteScore.Unavailable();
        };
    }

    private RemoteScorer scorer(String site) {
        return Objects.requireNonNull(scorers.get(site), "no scorer");
    }

    // Read for each request, so that a mounted secret can be renewed without a restart.
    private static String key(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static String detail(Map<String, Double> scores, int threshold) {
        return scores.entrySet().stream()
                .filter(score -> score.getValue() * 100 >= threshold)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(score -> "%s %d %%".formatted(score.getKey(), Math.round(score.getValue() * 100)))
                .collect(joining(", "));
    }

    /** The only language of the site that is written in the script of the text, such as {@code ar}. */
    private Optional<String> language(String site, String text) {
        Map<String, Integer> letters = Confusables.letters(text);
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        List<String> fitting = policies.rules(site).languages().stream()
                .map(Locale::forLanguageTag)
                .filter(language -> {
                    @Nullable Integer own = letters.get(Confusables.script(language));
                    return own != null && own * 100 >= all * MIN_PERCENT;
                })
                .map(Locale::getLanguage)
                .distinct()
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
