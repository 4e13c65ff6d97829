package mizan.screening.rule;

import java.util.Arrays;
import java.util.Optional;

/** All rules in the order in which they run and are shown. A finding adds the weight of its rule to the comment's score. */
public enum ScreeningRule {
    /** More links than the site allows. */
    LINKS("links", 15),
    /** A link to a domain that the site has listed. */
    LISTED_DOMAIN("listed-domain", 60),
    /** A domain that looks like a well-known one or the site's own (UTS 39). */
    LOOK_ALIKE_DOMAIN("look-alike-domain", 60),
    /** A word or phrase of the site's list. */
    WORDS("words", 50),
    /** Mostly capital letters. */
    SHOUTING("shouting", 10),
    /** A letter or sign thirty times in a row, or a word four times. */
    REPETITION("repetition", 10),
    /** A word with letters of several scripts that look alike. */
    MIXED_SCRIPT("mixed-script", 30),
    /** Invisible characters that change the order of the text or divide words. */
    HIDDEN_CHARACTERS("hidden-characters", 30),
    /** A telephone number. */
    PHONE_NUMBER("phone-number", 20),
    /** An international bank account number with valid check digits. */
    BANK_ACCOUNT("bank-account", 30),
    /** An e-mail address in the text. */
    EMAIL_ADDRESS("email-address", 20),
    /** A way to reach the author together with a request to do so. */
    CONTACT("contact", 30),
    /** Generic praise with a link. */
    PRAISE_WITH_LINK("praise-with-link", 40),
    /** Nearly the same text as earlier comments on this site. */
    SIMILAR_TEXT("similar-text", 30),
    /** The same text as another comment under the same article. The statement that inserts the comment finds it. */
    DUPLICATE("duplicate", 30),
    /** More comments on the article within a minute than usual. */
    BURST("burst", 10),
    /** Written in another script than the site's languages. */
    LANGUAGE("language", 5),
    /** More similar to comments that the site's moderators reject than to those they approve. */
    SIMILAR_TO_REJECTED("similar-to-rejected", 40),
    /** The form was sent faster than people fill it in, by its stamp. */
    TOO_FAST("too-fast", 10),
    /** The stamp of the form is missing although the site requires one, or it is expired or forged. */
    FORM_STAMP("form-stamp", 10),
    /** Sent without a proof of work while the site got many submissions. */
    NO_PROOF("no-proof", 30),
    /** The score of another service, where an operator has set one. It is asked after the comment was accepted. */
    REMOTE_SCORE("remote-score", 40),
    /** The author has more rejected comments than approved ones. The statement that inserts the comment finds it. */
    AUTHOR_RECORD("author-record", 30),
    /** The author has no approved comment yet. The statement that inserts the comment finds it. */
    FIRST_COMMENT("first-comment", 5),
    /** A rule could not run. */
    FAILED("failed", 50);

    /** Off unless a site turns it on: on most sites it would mark most comments. */
    private static final ScreeningRule OFF_BY_DEFAULT = FIRST_COMMENT;

    private final String id;
    private final int weight;

    ScreeningRule(String id, int weight) {
        this.id = id;
        this.weight = weight;
    }

    /** The name in settings, stored findings and the API. */
    public String id() {
        return id;
    }

    public int defaultWeight() {
        return weight;
    }

    public boolean isOnByDefault() {
        return this != OFF_BY_DEFAULT;
    }

    /** Whether a site may turn it off or weigh it differently. */
    public boolean isConfigurable() {
        return this != FAILED;
    }

    /** Whether it looks at other comments, at the request or at another service, so that it cannot be tried on past comments. */
    public boolean needsMoreThanText() {
        return switch (this) {
            case SIMILAR_TEXT,
                    DUPLICATE,
                    BURST,
                    TOO_FAST,
                    FORM_STAMP,
                    NO_PROOF,
                    REMOTE_SCORE,
                    AUTHOR_RECORD,
                    FIRST_COMMENT -> true;
            case LINKS,
                    LISTED_DOMAIN,
                    LOOK_ALIKE_DOMAIN,
                    WORDS,
                    SHOUTING,
                    REPETITION,
                    MIXED_SCRIPT,
                    HIDDEN_CHARACTERS,
                    PHONE_NUMBER,
                    BANK_ACCOUNT,
                    EMAIL_ADDRESS,
                    CONTACT,
                    PRAISE_WITH_LINK,
                    LANGUAGE,
                    SIMILAR_TO_REJECTED,
                    FAILED -> false;
        };
    }

    public static Optional<ScreeningRule> find(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }
}
