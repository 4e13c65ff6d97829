package mizan.screening.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mizan.screening.classifier.Classifier;
import mizan.screening.classifier.Evaluation;
import mizan.screening.classifier.Judgement;
import mizan.screening.classifier.LearningCurve;
import mizan.screening.classifier.Training;
import mizan.text.FoldedText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service has learned for each site. One replica trains and stores the model; the others load it within a minute.
 * Each site with a useful classifier takes 512 KiB of memory.
 */
@Singleton
public class LearnedModels {

    private static final Logger LOG = LoggerFactory.getLogger(LearnedModels.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ModelRepository repository;
    private final Map<String, Loaded> models = new ConcurrentHashMap<>();

    LearnedModels(ModelRepository repository) {
        this.repository = repository;
    }

    /** The state of the classifier of a site. */
    public LearnedModel of(String site) {
        Loaded loaded = models.get(site);
        return loaded == null
                ? new LearnedModel(site, LearnedModel.State.UNTRAINED, null, null, List.of())
                : loaded.model();
    }

    /** Judges a text by the decisions of a site; empty while the classifier is silent. */
    public Optional<Judgement> judge(String site, String text) {
        return judge(site, FoldedText.of(text));
    }

    /** Judges a text that is folded already. */
    public Optional<Judgement> judge(String site, FoldedText text) {
        Loaded loaded = models.get(site);
        return loaded == null || loaded.classifier() == null
                ? Optional.empty()
                : Optional.of(loaded.classifier().judge(text));
    }

    /** Stores the result of a training; null if there were no decisions of both kinds. */
    LearnedModel store(String site, Instant trainedAt, Training.@Nullable Result result) {
        Stored stored =
                result == null ? new Stored(null, List.of()) : new Stored(result.evaluation(), result.learningCurve());
        Classifier classifier = result != null && result.evaluation().isUseful() ? result.classifier() : null;
        // PostgreSQL's precision.
        Instant at = trainedAt.truncatedTo(ChronoUnit.MICROS);
        repository.store(site, at, json(stored), classifier == null ? null : classifier.toBytes());
        LearnedModel model = stored.toModel(site, at);
        models.put(site, new Loaded(model, classifier));
        return model;
    }

    /** Loads the models that were trained since the last time, on any replica. */
    @Scheduled(initialDelay = "1s", fixedDelay = "30s")
    void refresh() {
        List<ModelRepository.Row> rows = repository.findAll();
        models.keySet().retainAll(rows.stream().map(ModelRepository.Row::site).toList());
        for (ModelRepository.Row row : rows) {
            Loaded loaded = models.get(row.site());
            if (loaded == null || !row.trainedAt().equals(loaded.model().trainedAt())) {
                models.put(row.site(), load(row));
            }
        }
    }

    private Loaded load(ModelRepository.Row row) {
        try {
            LearnedModel model = JSON.readValue(row.evaluation(), Stored.class).toModel(row.site(), row.trainedAt());
            Classifier classifier = repository
                    .classifier(row.site(), row.trainedAt())
                    .map(found -> Classifier.ofBytes(found.classifier()))
                    .orElse(null);
            return new Loaded(model, classifier);
        } catch (JsonProcessingException | IllegalArgumentException _) {
            LOG.warn(
                    "The classifier of the site {} was stored by another version; it is silent until the next training",
                    row.site());
            return new Loaded(
                    new LearnedModel(row.site(), LearnedModel.State.UNTRAINED, row.trainedAt(), null, List.of()), null);
        }
    }

    private static String json(Stored stored) {
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The column {@code evaluation}. */
    private record Stored(@Nullable Evaluation evaluation, List<LearningCurve.Point> learningCurve) {

        LearnedModel toModel(String site, Instant trainedAt) {
            return new LearnedModel(site, LearnedModel.State.of(evaluation), trainedAt, evaluation, learningCurve);
        }
    }

    private record Loaded(LearnedModel model, @Nullable Classifier classifier) {}
}
