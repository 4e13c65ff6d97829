package mizan.screening.classifier;

/**
 * Turns margins into probabilities (Platt scaling): the log-odds are a linear function of the margin. Fitted with Newton's
 * method and smoothed targets, as in Lin, Lin and Weng (2007).
 */
record Calibration(double slope, double intercept) {

    private static final int MAX_STEPS = 100;
    private static final double RIDGE = 1e-9;
    private static final double CONVERGED = 1e-7;

    /** The margins must come from models that have not seen their comments. */
    static Calibration fit(double[] margins, boolean[] isRejected) {
        int rejected = count(isRejected);
        double high = (rejected + 1.0) / (rejected + 2.0);
        double low = 1.0 / (margins.length - rejected + 2.0);
        double slope = 1;
        double intercept = 0;
        for (int step = 0; step < MAX_STEPS; step++) {
            double gradientSlope = 0;
            double gradientIntercept = 0;
            double curveSlope = RIDGE;
            double curveBoth = 0;
            double curveIntercept = RIDGE;
            for (int i = 0; i < margins.length; i++) {
                double probability = sigmoid(slope * margins[i] + intercept);
                double error = probability - (isRejected[i] ? high : low);
                double curve = probability * (1 - probability);
                gradientSlope += error * margins[i];
                gradientIntercept += error;
                curveSlope += curve * margins[i] * margins[i];
                curveBoth += curve * margins[i];
                curveIntercept += curve;
            }
            double determinant = curveSlope * curveIntercept - curveBoth * curveBoth;
            double stepSlope = (curveIntercept * gradientSlope - curveBoth * gradientIntercept) / determinant;
            double stepIntercept = (curveSlope * gradientIntercept - curveBoth * gradientSlope) / determinant;
            // Far from the solution a full step can overshoot.
            double length = Math.min(1, 2 / (1e-12 + Math.abs(stepSlope) + Math.abs(stepIntercept)));
            slope -= length * stepSlope;
            intercept -= length * stepIntercept;
            if (Math.abs(stepSlope) + Math.abs(stepIntercept) < CONVERGED) {
                break;
            }
        }
        return new Calibration(slope, intercept);
    }

    double probability(double margin) {
        return sigmoid(slope * margin + intercept);
    }

    private static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static int count(boolean[] isRejected) {
        int count = 0;
        for (boolean rejected : isRejected) {
            count += rejected ? 1 : 0;
        }
        return count;
    }
}
