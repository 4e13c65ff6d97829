package mizan.screening.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void aucCountsPairsInTheRightOrder() {
        Auc auc = Auc.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});

        assertThat(auc.value()).isCloseTo(0.75, within(1e-9));
        assertThat(auc.lowerBound()).isLessThan(0.75);
    }

    @Test
    void equalScoresCountHalf() {
        assertThat(Auc.of(new double[] {1, 1, 1, 1}, new boolean[] {false, true, false, true})
                        .value())
                .isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aucOfOneClassIsUnknown() {
        assertThat(Auc.of(new double[] {1, 2}, new boolean[] {true, true})).isEqualTo(new Auc(0, 0));
    }

    /** In 200 samples, the lower bound of a 95 % interval is above the true value in about five. */
    @Test
    void lowerBoundOfAucIsSeldomAboveTheTrueValue() {
        Random random = new Random(7);
        double truth = 0.7602; // Φ(1 / √2): normal scores whose means differ by 1
        int above = 0;
        for (int sample = 0; sample < 200; sample++) {
            double[] scores = new double[100];
            boolean[] isRejected = new boolean[100];
            for (int i = 0; i < scores.length; i++) {
                isRejected[i] = i % 2 == 0;
                scores[i] = random.nextGaussian() + (isRejected[i] ? 1 : 0);
            }
            above += Auc.of(scores, isRejected).lowerBound() > truth ? 1 : 0;
        }
        assertThat(above).isBetween(0, 14);
    }

    @Test
    void calibrationTurnsMarginsIntoProbabilities() {
        Random random = new Random(3);
        double[] margins = new double[4_000];
        boolean[] isRejected = new boolean[margins.length];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = random.nextGaussian() * 3;
            isRejected[i] = random.nextDouble() < 1 / (1 + Math.exp(-(2 * margins[i] - 1)));
        }

        Calibration calibration = Calibration.fit(margins, isRejected);

        assertThat(calibration.slope()).isCloseTo(2, within(0.3));
        assertThat(calibration.intercept()).isCloseTo(-1, within(0.3));
    }

    @Test
    void calibrationErrorIsTheDistanceFromTheObservedShare() {
        assertThat(CalibrationError.of(new double[] {0.9, 0.9, 0.9, 0.9}, new boolean[] {true, true, false, false}))
                .isCloseTo(0.4, within(1e-9));
        assertThat(CalibrationError.of(new double[] {0.5, 0.5}, new boolean[] {true, false}))
                .isZero();
        assertThat(CalibrationError.of(new double[0], new boolean[0])).isZero();
    }

    @Test
    void accuracyCountsEachClass() {
        Confusion confusion = Confusion.of(
                new boolean[] {true, true, false, false, false}, new boolean[] {true, false, true, false, false});

        assertThat(confusion).isEqualTo(new Confusion(1, 1, 1, 2));
        assertThat(confusion.precision()).isEqualTo(0.5);
        assertThat(confusion.recall()).isEqualTo(0.5);
        assertThat(confusion.macroF1()).isCloseTo((0.5 + 2.0 / 3) / 2, within(1e-9));
    }
}
