package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import mizan.screening.match.Link;

/** Finds links to domains that the site has listed, or to domains below them. */
final class ListedDomainRule implements Rule {

    @Override
    public ScreeningRule id() {
        return ScreeningRule.LISTED_DOMAIN;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        List<Link> listed = comment.links().stream()
                .filter(link -> link.isWithin(policy.listedDomains()))
                .toList();
        return listed.isEmpty()
                ? Optional.empty()
                : Match.of(
                        listed.getFirst().host(),
                        listed.stream().map(Link::span).toList());
    }
}
