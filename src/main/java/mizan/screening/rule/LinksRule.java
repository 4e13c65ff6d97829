package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import mizan.screening.match.Link;

/** Finds more links than the site allows. Links to the site itself and to trusted domains do not count. */
final class LinksRule implements Rule {

    @Override
    public ScreeningRule id() {
        return ScreeningRule.LINKS;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        List<Link> counted = comment.links().stream()
                .filter(link -> !link.isWithin(policy.trustedDomains()))
                .toList();
        return counted.size() <= policy.maxLinks()
                ? Optional.empty()
                : Match.of(
                        String.valueOf(counted.size()),
                        counted.stream().map(Link::span).toList());
    }
}
