package mizan.screening.learning;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.screening.classifier.Training;
import mizan.site.Site;
import mizan.site.Sites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the decisions of each site: once a day, so that erased comments are forgotten, and earlier when there are many
 * new decisions. It holds no transaction while it computes.
 */
@Singleton
public class Trainer {

    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

    private static final Duration MAX_AGE = Duration.ofDays(1);

    /** New decisions that are worth a training, beside a tenth of those known. */
    private static final int MIN_NEW = 25;

    private final Sites sites;
    private final DecidedComments comments;
    private final LearnedModels models;
    private final Clock clock;

    Trainer(Sites sites, DecidedComments comments, LearnedModels models, Clock clock) {
        this.sites = sites;
        this.comments = comments;
        this.models = models;
        this.clock = clock;
    }

    /** Trains the classifiers of the sites that have enough new decisions. */
    public void trainDue() {
        models.refresh();
        for (Site site : sites.all()) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (isDue(models.of(site.name()))) {
                train(site.name());
            }
        }
    }

    private boolean isDue(LearnedModel model) {
        Instant trainedAt = model.trainedAt();
        if (trainedAt == null || !trainedAt.plus(MAX_AGE).isAfter(clock.instant())) {
            return true;
        }
        int known = model.evaluation() == null ? 0 : model.evaluation().comments();
        int wanted = Math.max(MIN_NEW, known / 10);
        return comments.countAfter(model.site(), trainedAt, wanted) >= wanted;
    }

    void train(String site) {
        Instant now = clock.instant();
        Training training = new Training();
        comments.forEach(site, now, training::add);
        LearnedModel model = models.store(site, now, training.train().orElse(null));
        LOG.info("Trained the classifier of the site {} with {} decisions: {}", site, training.size(), model.state());
    }
}
