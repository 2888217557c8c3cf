package headroom.forecast;

/// How well an explanation fits what was counted, where everything uncertain is Gaussian.
/// One-owner.
///
/// Idea: counts are a known part, plus columns whose amounts are unknown but for their spread, plus
/// noise. Then the counts themselves are Gaussian, and their density is the evidence: it rewards a
/// close fit and charges for freedom that was not needed. One column is asked for: its amount comes
/// out with its doubt.
final class Belief {
    private final double[] rest;
    private final double[][] spread;

    /// @param rest the counts less the known part
    /// @param noise variance of each count
    Belief(double[] rest, double[] noise) {
        this.rest = rest.clone();
        spread = new double[rest.length][rest.length];
        for (var i = 0; i < rest.length; i++) {
            spread[i][i] = noise[i];
        }
    }

    /// An unknown amount of a column, none on an average.
    void may(double[] column, double deviation) {
        for (var i = 0; i < column.length; i++) {
            for (var j = 0; j < column.length; j++) {
                spread[i][j] += deviation * deviation * column[i] * column[j];
            }
        }
    }

    /// @param evidence the logarithm of the density of the counts
    /// @param amount of the column asked for
    /// @param doubt its standard error
    record Fit(double evidence, double amount, double doubt) {
        private static final double ELSEWHERE = 0.07;

        /// The same explanation, its amount known better from elsewhere.
        Fit at(double better) {
            return new Fit(evidence, better, ELSEWHERE * better);
        }
    }

    /// The column asked for comes last.
    Fit fit(double[] column, double deviation) {
        may(column, deviation);
        var root = root();
        var logs = 0.0;
        for (var i = 0; i < rest.length; i++) {
            logs += Math.log(root[i][i]);
        }
        var white = solved(root, rest);
        var seen = solved(root, column);
        var square = dot(white, white);
        var variance = deviation * deviation;
        var left = 1 - variance * dot(seen, seen);
        return new Fit(
                -square / 2 - logs,
                variance * dot(seen, white),
                deviation * Math.sqrt(Math.max(1e-12, left)));
    }

    /// Cholesky's.
    private double[][] root() {
        var count = rest.length;
        var root = new double[count][count];
        for (var i = 0; i < count; i++) {
            for (var j = 0; j <= i; j++) {
                var sum = spread[i][j];
                for (var k = 0; k < j; k++) {
                    sum -= root[i][k] * root[j][k];
                }
                root[i][j] = i == j ? Math.sqrt(Math.max(1e-9, sum)) : sum / root[j][j];
            }
        }
        return root;
    }

    private static double[] solved(double[][] root, double[] right) {
        var solved = new double[right.length];
        for (var i = 0; i < right.length; i++) {
            var sum = right[i];
            for (var k = 0; k < i; k++) {
                sum -= root[i][k] * solved[k];
            }
            solved[i] = sum / root[i][i];
        }
        return solved;
    }

    private static double dot(double[] one, double[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
