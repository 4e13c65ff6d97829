package mizan.screening.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassifierTest {

    private static final Training.Result TRAINED = train(Corpus.of(300, 1));

    @Test
    void textsLikeRejectedOnesAreSimilarToThem() {
        Judgement spam = TRAINED.classifier().judge("please subscribe to the channel and earn money today");
        Judgement talk = TRAINED.classifier().judge("the minister said this about the bridge and the school");

        assertThat(spam.isSimilar()).isTrue();
        assertThat(spam.probability()).isGreaterThan(0.8);
        assertThat(talk.isSimilar()).isFalse();
        assertThat(talk.probability()).isLessThan(0.2);
        assertThat(talk.telling()).isEmpty();
    }

    @Test
    void tellingPlacesAreThoseOfTheTextAsTyped() {
        String text = "مقال ا\u064Eشـــترك اليوم";

        Judgement judgement = TRAINED.classifier().judge(text);

        assertThat(judgement.isSimilar()).isTrue();
        assertThat(judgement.telling())
                .isNotEmpty()
                .extracting(span -> text.substring(span.from(), span.to()))
                .allSatisfy(told -> assertThat("ا\u064Eشـــترك").contains(told));
    }

    @Test
    void storedClassifierJudgesAsBefore() {
        Classifier restored = Classifier.ofBytes(TRAINED.classifier().toBytes());

        assertThat(Corpus.of(50, 9))
                .allSatisfy(text -> assertThat(restored.judge(text.text()))
                        .isEqualTo(TRAINED.classifier().judge(text.text())));
    }

    @Test
    void storedClassifierOfAnotherFormatIsRefused() {
        assertThatThrownBy(() -> Classifier.ofBytes(new byte[] {0, 0, 0, 99, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Classifier.ofBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void trainingIsDeterministic() {
        Training.Result again = train(Corpus.of(300, 1));

        assertThat(again.classifier().toBytes()).isEqualTo(TRAINED.classifier().toBytes());
        assertThat(again.evaluation()).isEqualTo(TRAINED.evaluation());
        assertThat(again.learningCurve()).isEqualTo(TRAINED.learningCurve());
    }

    @Test
    void storedClassifierTakesHalfAMegabyteAndContainsNoText() {
        byte[] stored = TRAINED.classifier().toBytes();

        assertThat(stored).hasSizeLessThan(600_000);
        assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("subscribe", "اشترك");
        assertThat(new LabelledText("secret", true, "").toString()).doesNotContain("secret");
    }

    @Test
    void classifierOfMeaninglessDecisionsIsNotUseful() {
        assertThat(TRAINED.evaluation().isUseful()).isTrue();
        assertThat(train(Corpus.withoutMeaning(300, 1)).evaluation().isUseful()).isFalse();
    }

    @Test
    void fewDecisionsAreNotUsefulHoweverGoodTheyLook() {
        assertThat(train(Corpus.of(60, 1)).evaluation().isUseful()).isFalse();
    }

    @Test
    void decisionsOfOneKindTrainNothing() {
        Training training = new Training();
        training.add(new LabelledText("one", true, ""));
        training.add(new LabelledText("two", true, ""));

        assertThat(training.train()).isEmpty();
    }

    @Test
    void repeatedTextIsNotInTrainingAndTest() {
        // The same sixty texts twice, with labels that have nothing to do with them.
        List<LabelledText> texts = Corpus.withoutMeaning(120, 5);
        Training training = new Training();
        texts.forEach(training::add);
        texts.forEach(training::add);

        assertThat(training.train().orElseThrow().evaluation().auc().value()).isLessThan(0.7);
    }

    @Test
    void emptyAndHostileTextsAreJudged() {
        assertThat(List.of("", " ", "\u0640\u0640", "\uD83D", "a".repeat(20_000), "e\u0301".repeat(5_000)))
                .allSatisfy(text -> assertThat(TRAINED.classifier().judge(text).probability())
                        .isBetween(0.0, 1.0));
    }

    /** The threshold lies where both classes count the same, so it does not depend on how many were rejected. */
    @Test
    void rareRejectionsAreStillFound() {
        List<LabelledText> texts = Corpus.of(600, 4);
        List<LabelledText> rare = IntStream.range(0, texts.size())
                .filter(i -> !texts.get(i).isRejected() || i % 5 == 0)
                .mapToObj(texts::get)
                .toList();

        Evaluation evaluation = train(rare).evaluation();

        assertThat(evaluation.rejected()).isLessThan(evaluation.comments() / 10);
        assertThat(evaluation.accuracy().recall()).isGreaterThan(0.6);
        assertThat(evaluation.accuracy().precision()).isGreaterThan(0.6);
    }

    @Test
    void learningCurveRisesWithTheNumberOfDecisions() {
        List<LearningCurve.Point> curve = train(Corpus.ofManyTopics(300, 1)).learningCurve();

        assertThat(curve).extracting(LearningCurve.Point::decisions).containsExactly(50, 100, 200);
        assertThat(curve.getLast().macroF1()).isGreaterThan(curve.getFirst().macroF1());
    }

    @Test
    void unseenSourcesNeedSeveralSources() {
        assertThat(Training.measureUnseenSources(Corpus.of(200, 3), true)).isNotNull();
        assertThat(Training.measureUnseenSources(List.of(new LabelledText("one", true, "only")), true))
                .isNull();
    }

    private static Training.Result train(List<LabelledText> texts) {
        Training training = new Training();
        texts.forEach(training::add);
        return training.train().orElseThrow();
    }
}
