package mizan.screening.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import mizan.screening.classifier.Judgement;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LearningTest extends ServiceTest {

    private static final String SPAM = LearnedSite.SPAM;

    @AfterEach
    void forget() {
        Postgres.deleteRows();
        models().refresh();
    }

    @Test
    void commentsLikeRejectedOnesAreFoundAfterTraining() {
        assertThat(models().judge("demo", SPAM)).isEmpty();
        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.UNTRAINED);
        decide(40, 40);

        bean(Trainer.class).trainDue();

        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.ACTIVE);
        assertThat(models().judge("demo", SPAM).map(Judgement::isSimilar)).hasValue(true);
        assertThat(models().judge("demo", "what the minister said of the bridge")
                        .map(Judgement::isSimilar))
                .hasValue(false);
        assertThat(models().judge("gazette", SPAM)).as("another site").isEmpty();
    }

    @Test
    void jobTrainsOnlyWhereTheHeapIsLargeEnough() {
        decide(40, 40);

        bean(TrainingJob.class).run((256L << 20) - 1);
        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.UNTRAINED);

        bean(TrainingJob.class).run(256L << 20);
        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.ACTIVE);
    }

    @Test
    void classifierIsSilentWhileThereAreTooFewDecisions() {
        decide(29, 40);

        bean(Trainer.class).trainDue();

        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.TOO_FEW_DECISIONS);
        assertThat(models().judge("demo", SPAM)).isEmpty();
    }

    @Test
    void classifierIsSilentWhileItIsNotGoodEnough() {
        insert("REJECTED", "the same text", "'grace'", 40);
        insert("APPROVED", "the same text", "'grace'", 40);

        bean(Trainer.class).trainDue();

        LearnedModel model = models().of("demo");
        assertThat(model.state()).isEqualTo(LearnedModel.State.NOT_GOOD_ENOUGH);
        assertThat(model.evaluation()).isNotNull();
        assertThat(models().judge("demo", SPAM)).isEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM screening_model WHERE site = 'demo' AND classifier IS NULL"))
                .isEqualTo("1");
    }

    @Test
    void decisionsOfTheServiceItselfAreNotLearned() {
        insert("REJECTED", SPAM, "NULL", 40);
        insert("APPROVED", "what the minister said of the bridge", "'grace'", 40);

        bean(Trainer.class).trainDue();

        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.TOO_FEW_DECISIONS);
    }

    @Test
    void replicaLoadsWhatAnotherOneHasTrained() {
        decide(40, 40);
        bean(Trainer.class).train("demo");
        LearnedModels replica = new LearnedModels(bean(ModelRepository.class));

        replica.refresh();

        assertThat(replica.of("demo")).isEqualTo(models().of("demo"));
        assertThat(replica.judge("demo", SPAM))
                .isEqualTo(models().judge("demo", SPAM))
                .isPresent();
    }

    @Test
    void classifierOfAnotherVersionIsSilentUntilItIsTrainedAgain() {
        decide(40, 40);
        bean(Trainer.class).trainDue();
        Postgres.execute(
                "UPDATE screening_model SET classifier = '\\x0000ffff', trained_at = trained_at - interval '2 days'");

        models().refresh();
        assertThat(models().judge("demo", SPAM)).isEmpty();

        bean(Trainer.class).trainDue();
        assertThat(models().judge("demo", SPAM)).isPresent();
    }

    @Test
    void erasedCommentsAreForgottenWithinADay() {
        decide(40, 40);
        bean(Trainer.class).trainDue();
        assertThat(models().judge("demo", SPAM)).isPresent();
        Postgres.execute("""
                UPDATE comment
                   SET status = 'WITHDRAWN', name = NULL, body = NULL, digest = NULL, email_sealed = NULL,
                       email_fingerprint = NULL, receipt_hash = NULL, version = 2
                 WHERE status = 'REJECTED'
                """);

        bean(MutableClock.class).advance(Duration.ofDays(1));
        try {
            bean(Trainer.class).trainDue();
        } finally {
            bean(MutableClock.class).advance(Duration.ofDays(-1));
        }

        assertThat(models().judge("demo", SPAM)).isEmpty();
        assertThat(models().of("demo").state()).isEqualTo(LearnedModel.State.TOO_FEW_DECISIONS);
    }

    @Test
    void storedModelContainsNoText() {
        decide(40, 40);
        bean(Trainer.class).trainDue();

        List<List<String>> rows = Postgres.query(
                "SELECT evaluation, encode(classifier, 'escape') FROM screening_model WHERE site = 'demo'");
        assertThat(rows.toString().getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(100_000);
        assertThat(rows.toString()).doesNotContain("subscribe", "minister");
    }

    @Test
    void trainingRunsAgainOnlyWhenThereIsSomethingToLearn() {
        decide(40, 40);
        bean(Trainer.class).trainDue();
        String first = trainedAt();

        bean(MutableClock.class).advance(Duration.ofMinutes(15));
        bean(Trainer.class).trainDue();
        assertThat(trainedAt()).isEqualTo(first);

        Postgres.execute("UPDATE screening_model SET trained_at = trained_at - interval '2 days'");
        bean(Trainer.class).trainDue();
        assertThat(trainedAt()).isNotEqualTo(first);
    }

    private static String trainedAt() {
        return Postgres.value("SELECT trained_at FROM screening_model WHERE site = 'demo'");
    }

    private static LearnedModels models() {
        return bean(LearnedModels.class);
    }

    private static void decide(int rejected, int approved) {
        insert("REJECTED", SPAM, "'grace'", rejected);
        insert("APPROVED", LearnedSite.TALK, "'grace'", approved);
    }

    private static void insert(String status, String text, String moderator, int number) {
        LearnedSite.insert(
                status, text, moderator, number, bean(MutableClock.class).instant());
    }
}
