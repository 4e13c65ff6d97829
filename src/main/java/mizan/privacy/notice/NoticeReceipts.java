package mizan.privacy.notice;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import mizan.comment.Receipt;
import mizan.site.Sites;

/** Shows notifiers what became of their notices. */
@Singleton
public class NoticeReceipts {

    private final NoticeReceiptRepository repository;
    private final Sites sites;

    NoticeReceipts(NoticeReceiptRepository repository, Sites sites) {
        this.repository = repository;
        this.sites = sites;
    }

    /**
     * The state of the notice with this receipt; empty if there is none.
     *
     * @param receipt 32 hexadecimal digits
     * @param language chooses the language of the texts, given that of the site
     */
    public Optional<NoticeState> find(String receipt, Function<Locale, Locale> language) {
        return Receipt.parse(receipt)
                .flatMap(parsed -> repository.find(parsed.hash()))
                .flatMap(row ->
                        sites.find(row.site()).map(site -> NoticeState.of(row, site, language.apply(site.language()))));
    }
}
