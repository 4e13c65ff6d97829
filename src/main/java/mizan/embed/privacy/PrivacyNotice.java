package mizan.embed.privacy;

import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mizan.platform.i18n.LocalizedMessages;
import mizan.site.RetentionPeriod;
import mizan.site.RetentionPolicy;
import mizan.site.Site;
import mizan.text.PeriodText;

/**
 * The page that says what is kept about authors, why, how long, and who can see it.
 *
 * @param sites the sites whose periods it names
 * @param scoredSites those of them that send texts to another service, which scores them
 */
public record PrivacyNotice(LocalizedMessages messages, List<Site> sites, List<Site> scoredSites) {

    private static final Duration IDEMPOTENCY_KEYS = Duration.ofHours(24);

    public String text(String key) {
        return messages.get(key);
    }

    public List<Item> items() {
        return List.of(Item.values());
    }

    public String title(Item item) {
        return messages.get(item.key() + ".title");
    }

    public String purpose(Item item) {
        return messages.get(item.key() + ".why");
    }

    public String access(Item item) {
        return messages.get(item.key() + ".access");
    }

    /** How long the item is kept: one text, or one for each site if they differ. */
    public List<String> periods(Item item) {
        List<String> texts =
                sites.stream().map(site -> period(item, site.retention())).toList();
        return texts.stream().distinct().count() == 1
                ? List.of(texts.getFirst())
                : sites.stream()
                        .map(site -> messages.get("site", site.title(), period(item, site.retention())))
                        .toList();
    }

    private String period(Item item, RetentionPolicy policy) {
        String key = item.key() + ".time";
        Object[] periods = {
            text(policy.rejected()), text(policy.approved()), text(policy.client()), text(IDEMPOTENCY_KEYS)
        };
        Optional<String> unlimited =
                policy.approved().isNever() ? messages.find(key + ".never", periods) : Optional.empty();
        return unlimited.orElseGet(() -> messages.get(key, periods));
    }

    private String text(RetentionPeriod period) {
        TemporalAmount amount = period.amount();
        return amount == null ? "" : text(amount);
    }

    private String text(TemporalAmount amount) {
        return PeriodText.of(messages.language(), amount);
    }

    /** A kind of personal data. The documentation says which columns hold it. */
    public enum Item {
        /** Name and text of a comment. */
        COMMENT,
        /** The encrypted address, its fingerprint, and the numbers of its author's comments. */
        EMAIL,
        /** The pseudonym of the client's network. */
        CLIENT,
        /** The receipt, and the keys of repeated requests. */
        RECEIPT,
        /** The texts of reports and of notices of illegal content, and the name and address of a notice's sender. */
        NOTICE,
        /** Decisions on a comment, and their audit entries. */
        DECISION,
        /** The address for mails, and what its owner has said about them. */
        MAIL;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
