package mizan.screening.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mizan.screening.match.Link;
import mizan.screening.match.WordList;
import mizan.text.TextSpan;

/** Finds short texts that praise any article and carry a link. */
final class PraiseWithLinkRule implements Rule {

    private static final int MAX_LENGTH = 400;

    private static final WordList PRAISE = WordList.of(List.of(
            "great post",
            "great article",
            "great blog",
            "nice post",
            "nice article",
            "nice blog",
            "awesome post",
            "amazing post",
            "amazing article",
            "thanks for sharing",
            "thank you for sharing",
            "very informative",
            "very helpful",
            "good job",
            "keep it up",
            "keep up the good work",
            "love your site",
            "love this post",
            "مقال رائع",
            "مقالة رائعة",
            "موضوع رائع",
            "موضوع جميل",
            "موقع رائع",
            "موقع جميل",
            "مدونة رائعة",
            "شكرا على الموضوع",
            "شكرا على المشاركة",
            "شكرا للمشاركة",
            "معلومات مفيدة",
            "معلومات قيمة",
            "بارك الله فيك",
            "مجهود رائع",
            "تسلم ايدك"));

    @Override
    public ScreeningRule id() {
        return ScreeningRule.PRAISE_WITH_LINK;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        List<TextSpan> spans = new ArrayList<>(comment.links().stream()
                .filter(link -> !link.isWithin(policy.trustedDomains()))
                .map(Link::span)
                .toList());
        if (spans.isEmpty() || comment.body().length() > MAX_LENGTH) {
            return Optional.empty();
        }
        List<WordList.Hit> praise = PRAISE.find(comment.folded());
        if (praise.isEmpty()) {
            return Optional.empty();
        }
        praise.forEach(hit -> spans.add(hit.span()));
        return Match.of(praise.getFirst().term(), spans);
    }
}
