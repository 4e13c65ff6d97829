package mizan.screening.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import mizan.screening.match.Link;
import mizan.screening.match.WordList;
import mizan.text.TextSpan;

/**
 * Finds requests to get in touch: the name of a messenger or words such as "contact me", together with a telephone number,
 * an e-mail address, an account name or a link to a messenger.
 */
final class ContactRule implements Rule {

    private static final Set<String> MESSENGERS = Set.of("t.me", "wa.me", "telegram.me", "chat.whatsapp.com", "m.me");

    private static final Pattern ACCOUNT = Pattern.compile("(?<![\\p{L}\\p{N}@.])@[\\p{L}\\p{N}_.]{3,40}+");

    private static final WordList REQUESTS = WordList.of(List.of(
            "whatsapp",
            "whats app",
            "telegram",
            "viber",
            "signal me",
            "contact me",
            "contact us",
            "dm me",
            "inbox me",
            "text me",
            "call me",
            "call now",
            "message me",
            "reach me",
            "write me",
            "واتساب",
            "واتس اب",
            "واتس",
            "تليجرام",
            "تلجرام",
            "تلغرام",
            "تيليجرام",
            "فايبر",
            "للتواصل",
            "تواصل معي",
            "تواصل معنا",
            "تواصلوا معنا",
            "راسلني",
            "راسلونا",
            "اتصل بنا",
            "اتصل على",
            "كلمني على",
            "على الخاص"));

    @Override
    public ScreeningRule id() {
        return ScreeningRule.CONTACT;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        List<TextSpan> spans = new ArrayList<>();
        comment.links().stream()
                .filter(link -> link.isWithin(MESSENGERS))
                .map(Link::span)
                .forEach(spans::add);
        boolean hasMessenger = !spans.isEmpty();
        spans.addAll(PhoneNumberRule.in(comment));
        spans.addAll(EmailAddressRule.in(comment));
        if (comment.hasAtSign()) {
            ACCOUNT.matcher(comment.body())
                    .results()
                    .map(result -> new TextSpan(result.start(), result.end()))
                    .forEach(spans::add);
        }
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        List<WordList.Hit> requests = REQUESTS.find(comment.folded());
        if (requests.isEmpty()) {
            return hasMessenger ? Match.of(spans) : Optional.empty();
        }
        requests.forEach(hit -> spans.add(hit.span()));
        return Match.of(requests.getFirst().term(), spans);
    }
}
