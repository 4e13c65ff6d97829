package mizan.mail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import mizan.mail.DigestRepository.OverdueQueue;
import mizan.mail.smtp.SmtpConfiguration;
import mizan.moderator.Accounts;
import mizan.moderator.Moderator;
import mizan.site.Site;
import mizan.site.Sites;

/** Mails to moderators while queues of their sites are overdue. */
@Singleton
@Requires(beans = SmtpConfiguration.class)
class Digests {

    private final DigestRepository repository;
    private final DigestConfiguration configuration;
    private final Accounts accounts;
    private final Sites sites;
    private final Clock clock;

    Digests(
            DigestRepository repository,
            DigestConfiguration configuration,
            Accounts accounts,
            Sites sites,
            Clock clock) {
        this.repository = repository;
        this.configuration = configuration;
        this.accounts = accounts;
        this.sites = sites;
        this.clock = clock;
    }

    /** Queues a mail to each moderator who has an overdue queue, unless there was one a short time ago. */
    long queue(Instant now) {
        List<DigestRepository.Subscriber> due = repository.subscribers(now.minus(configuration.interval())).stream()
                .filter(subscriber -> !configuration.isQuiet(subscriber.quietHours(), now, sites.timeZone()))
                .filter(subscriber -> !overdue(subscriber.moderator()).isEmpty())
                .toList();
        due.forEach(subscriber -> repository.queue(subscriber.id(), now));
        return due.size();
    }

    /** The overdue queues that an account may moderate, the oldest first. */
    List<OverdueQueue> overdue(String moderator) {
        Set<String> names = Set.copyOf(sites.all().stream().map(Site::name).toList());
        Set<String> permitted = accounts.find(moderator)
                .filter(account -> account.disabledAt() == null)
                .map(account -> new Moderator(account.name(), account.roles(), account.sites()).permittedSites(names))
                .orElse(Set.of());
        return permitted.isEmpty()
                ? List.of()
                : repository.overdue(
                        permitted.toArray(String[]::new), clock.instant().minus(configuration.overdueAfter()));
    }
}
