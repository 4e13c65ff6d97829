package mizan.scoring;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mizan.scoring.AnalyzeRequest.AttributeParameters;
import mizan.scoring.AnalyzeRequest.TextEntry;
import mizan.scoring.AnalyzeResponse.AttributeScores;
import mizan.screening.learning.LearnedModels;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Scores texts by what the service has learned from the decisions of a site: the probability that its moderators reject
 * them. This is the meaning of Perspective's attribute LIKELY_TO_REJECT, and TOXICITY has the same score, because most
 * systems ask for it.
 */
@Singleton
class Scorer {

    static final Set<String> SUPPORTED = Set.of("TOXICITY", "LIKELY_TO_REJECT");

    /** Perspective's limit, in bytes of UTF-8. */
    private static final int MAX_BYTES = 20 * 1024;

    /** Perspective has about twenty attributes. */
    private static final int MAX_ATTRIBUTES = 50;

    private static final int MAX_LANGUAGES = 20;

    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}");
    private static final String PROBABILITY = "PROBABILITY";

    private final LearnedModels models;
    private final Sites sites;

    Scorer(LearnedModels models, Sites sites) {
        this.models = models;
        this.sites = sites;
    }

    /** @throws ScoringException if the request is not valid, or the site has no classifier yet */
    AnalyzeResponse analyze(String site, AnalyzeRequest request) {
        String text = text(request.comment());
        List<String> languages = languages(site, request.languages());
        Map<String, @Nullable AttributeParameters> wanted = wanted(request, languages);
        double probability = models.judge(site, text)
                .orElseThrow(() -> ScoringException.of(
                        ScoringException.Status.FAILED_PRECONDITION,
                        "NOT_TRAINED",
                        "The site has too few decisions to learn from: "
                                + models.of(site).state()))
                .probability();
        Map<String, AttributeScores> scores = new LinkedHashMap<>();
        wanted.forEach((attribute, parameters) -> {
            Double threshold = parameters == null ? null : parameters.scoreThreshold();
            if (threshold == null || probability >= threshold) {
                scores.put(attribute, AttributeScores.of(text, probability));
            }
        });
        return new AnalyzeResponse(scores, languages, languages, request.clientToken());
    }

    /** Acknowledges a suggestion. The text is not kept, and nothing is learned from it. */
    SuggestResponse suggest(String site, SuggestRequest request) {
        text(request.comment());
        List<String> languages = languages(site, request.languages());
        if (request.attributeScores() == null || request.attributeScores().isEmpty()) {
            throw ScoringException.invalid("attribute_scores must not be empty");
        }
        return new SuggestResponse(request.clientToken(), languages, languages);
    }

    private static String text(@Nullable TextEntry comment) {
        String text = comment == null ? null : comment.text();
        if (comment == null || text == null || text.isBlank()) {
            throw ScoringException.of(
                    ScoringException.Status.INVALID_ARGUMENT, "COMMENT_EMPTY", "Comment must be non-empty.");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw ScoringException.of(
                    ScoringException.Status.INVALID_ARGUMENT, "COMMENT_TOO_LONG", "Comment text too long.");
        }
        String type = comment.type();
        if (type != null && !type.equals("PLAIN_TEXT") && !type.equals("TEXT_TYPE_UNSPECIFIED")) {
            throw ScoringException.invalid("Currently, only 'PLAIN_TEXT' comments are supported");
        }
        return text;
    }

    private List<String> languages(String site, @Nullable List<@Nullable String> requested) {
        if (requested == null || requested.isEmpty()) {
            return List.of(sites.get(site).language().toLanguageTag());
        }
        List<String> languages = new ArrayList<>();
        for (@Nullable String language : requested) {
            if (language == null || !LANGUAGE.matcher(language).matches() || languages.size() == MAX_LANGUAGES) {
                throw ScoringException.invalid("Invalid language code");
            }
            languages.add(language);
        }
        return languages;
    }

    private static Map<String, @Nullable AttributeParameters> wanted(AnalyzeRequest request, List<String> languages) {
        Map<String, @Nullable AttributeParameters> requested = request.requestedAttributes();
        if (requested == null || requested.isEmpty()) {
            throw ScoringException.of(
                    ScoringException.Status.INVALID_ARGUMENT,
                    "NO_REQUESTED_ATTRIBUTES",
                    "Missing requested_attributes");
        }
        if (requested.size() > MAX_ATTRIBUTES) {
            throw ScoringException.invalid("Too many requested attributes");
        }
        Map<String, @Nullable AttributeParameters> wanted = new LinkedHashMap<>();
        requested.forEach((attribute, parameters) -> {
            if (!ATTRIBUTE.matcher(attribute).matches()) {
                throw ScoringException.invalid("Unknown requested attribute");
            }
            if (SUPPORTED.contains(attribute)) {
                checkType(attribute, parameters);
                wanted.put(attribute, parameters);
            } else if (!Boolean.TRUE.equals(request.dropUnsupportedAttributes())) {
                throw ScoringException.unsupported(attribute, languages);
            }
        });
        return wanted;
    }

    private static void checkType(String attribute, @Nullable AttributeParameters parameters) {
        String type = parameters == null ? null : parameters.scoreType();
        if (type != null && !type.equals(PROBABILITY) && !type.equals("SCORE_TYPE_UNSPECIFIED")) {
            throw ScoringException.invalid("Requested score type is not supported by attribute " + attribute);
        }
    }
}
