package mizan.screening.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mizan.screening.match.Link;
import mizan.text.Confusables;

/** Finds domains that look like a known one: they have its skeleton of UTS 39, and another spelling. */
final class LookAlikeDomainRule implements Rule {

    @Override
    public ScreeningRule id() {
        return ScreeningRule.LOOK_ALIKE_DOMAIN;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        for (Link link : comment.links()) {
            Optional<String> imitated = imitated(link.host(), policy.knownDomains());
            if (imitated.isPresent()) {
                return Match.of(link.host() + " ≈ " + imitated.get(), List.of(link.span()));
            }
        }
        return Optional.empty();
    }

    /** The known domain that a host imitates, itself or by one of its parent domains. */
    private static Optional<String> imitated(String host, Map<String, String> known) {
        String[] labels = host.split("\\.", -1);
        for (int i = 0; i + 1 < labels.length; i++) {
            String domain = String.join(".", Arrays.copyOfRange(labels, i, labels.length));
            String original = known.get(Confusables.skeleton(domain));
            if (original != null) {
                return original.equals(domain) ? Optional.empty() : Optional.of(original);
            }
        }
        return Optional.empty();
    }
}
