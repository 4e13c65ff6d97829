package mizan.privacy.statement;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import mizan.comment.Receipt;
import mizan.privacy.statement.Rejection.Automation;
import mizan.privacy.statement.Rejection.Visibility;
import mizan.privacy.statement.StatementOfReasons.Source;
import mizan.privacy.statement.StatementRepository.Row;
import mizan.site.Site;
import mizan.site.Sites;

/** Statements of reasons of rejected comments. */
@Singleton
public class Statements {

    private static final int PAGE = 500;

    private final StatementRepository repository;
    private final Sites sites;

    Statements(StatementRepository repository, Sites sites) {
        this.repository = repository;
        this.sites = sites;
    }

    /**
     * The statement for the author who has this receipt; empty if no moderator has rejected the comment.
     *
     * @param language chooses the language of the texts, given that of the site
     */
    public Optional<StatementOfReasons> find(Receipt receipt, Function<Locale, Locale> language) {
        return repository
                .find(receipt.hash())
                .flatMap(row -> sites.find(row.site())
                        .map(site -> StatementOfReasons.of(rejection(row, site), language.apply(site.language()))));
    }

    /** Returns the next statements of an export; none at its end. */
    public List<TransparencyStatement> next(StatementExport export) {
        while (export.site().isPresent()) {
            Site site = export.site().get();
            List<Rejection> page =
                    repository.page(site.name(), export.after(), export.afterComment(), export.until(), PAGE).stream()
                            .map(row -> rejection(row, site))
                            .toList();
            export.advance(page);
            if (!page.isEmpty()) {
                return page.stream().map(TransparencyStatement::of).toList();
            }
        }
        return List.of();
    }

    private static Rejection rejection(Row row, Site site) {
        return new Rejection(
                row.id(),
                row.version(),
                site,
                row.reason(),
                row.legalGround(),
                row.wasPublished() ? Visibility.REMOVED : Visibility.DISABLED,
                automation(row),
                row.wasNotified() ? Source.ARTICLE_16 : Source.VOLUNTARY,
                row.submittedAt(),
                row.decidedAt());
    }

    private static Automation automation(Row row) {
        if (row.isAutomated()) {
            return Automation.DECISION;
        }
        return row.automatedDetection() ? Automation.DETECTION : Automation.NONE;
    }
}
