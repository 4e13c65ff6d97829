package mizan.screening.remote;

import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mizan.platform.outbound.OutboundUrl;
import org.jspecify.annotations.Nullable;

/**
 * The scorer of a site.
 *
 * @param keyFile the file with the key; null for none
 * @param attributes what is asked for, such as TOXICITY
 * @param threshold the percentage from which on a score is a finding
 */
record RemoteScorer(OutboundUrl url, @Nullable Path keyFile, List<String> attributes, int threshold) {

    private static final List<String> DEFAULT_ATTRIBUTES = List.of("TOXICITY");
    private static final int DEFAULT_THRESHOLD = 70;

    /** The scorer in the settings of a site; empty if there is none. */
    static Optional<RemoteScorer> of(Environment environment, String site) {
        String prefix = RemoteScorerSettings.prefix(site);
        return environment
                .getProperty(prefix + RemoteScorerSettings.URL, String.class)
                .filter(url -> !url.isBlank())
                .flatMap(OutboundUrl::parse)
                .map(url -> new RemoteScorer(
                        url,
                        environment
                                .getProperty(prefix + RemoteScorerSettings.KEY_FILE, String.class)
                                .map(Path::of)
                                .orElse(null),
                        environment
                                .getProperty(prefix + RemoteScorerSettings.ATTRIBUTES, Argument.listOf(String.class))
                                .orElse(DEFAULT_ATTRIBUTES)
                                .stream()
                                .map(String::strip)
                                .toList(),
                        environment
                                .getProperty(prefix + RemoteScorerSettings.THRESHOLD, Integer.class)
                                .orElse(DEFAULT_THRESHOLD)));
    }
}
