package mizan.screening.rule;

import java.util.List;
import mizan.screening.match.Link;
import mizan.screening.match.TextSignature;
import mizan.text.FoldedText;
import org.jspecify.annotations.Nullable;

/** A comment during its screening, with what several rules need of it. It is used by one thread. */
public final class ScreenedComment {

    private final String site;
    private final String article;
    private final String name;
    private final String body;
    private @Nullable FoldedText folded;
    private @Nullable List<Link> links;
    private @Nullable TextSignature signature;
    private long digits = -1;

    public ScreenedComment(String site, String article, String name, String body) {
        this.site = site;
        this.article = article;
        this.name = name;
        this.body = body;
    }

    /** A text without what belongs to a comment: no rule finds anything in its name. */
    public static ScreenedComment ofText(String body) {
        return new ScreenedComment("", "", "", body);
    }

    String site() {
        return site;
    }

    String article() {
        return article;
    }

    String name() {
        return name;
    }

    String body() {
        return body;
    }

    FoldedText folded() {
        if (folded == null) {
            folded = FoldedText.of(body);
        }
        return folded;
    }

    List<Link> links() {
        if (links == null) {
            links = Link.in(body);
        }
        return links;
    }

    /** Whether the text may have an address or an account name: most texts have none, and need no search for them. */
    boolean hasAtSign() {
        return body.indexOf('@') >= 0;
    }

    /** The number of digits of any script. */
    long digits() {
        if (digits < 0) {
            digits = body.codePoints().filter(Character::isDigit).count();
        }
        return digits;
    }

    String withoutLinks() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Link link : links()) {
            text.append(body, from, link.span().from());
            from = link.span().to();
        }
        return text.append(body, from, body.length()).toString();
    }

    TextSignature signature() {
        if (signature == null) {
            signature = TextSignature.of(folded());
        }
        return signature;
    }
}
