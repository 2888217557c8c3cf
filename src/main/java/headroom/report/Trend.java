package headroom.report;

/// Whether the last hour was busier than the three before it.
public enum Trend {
    RISING,
    STEADY,
    FALLING;

    private static final double CHANGE = 0.25;
    private static final double NOISE_CALLS = 10;

    /// A quarter more or less than the mean, and more than a handful of calls, is a trend.
    public static Trend of(long lastHour, double meanBefore) {
        var change = lastHour - meanBefore;
        if (Math.abs(change) < Math.max(NOISE_CALLS, meanBefore * CHANGE)) {
            return STEADY;
        }
        return change > 0 ? RISING : FALLING;
    }
}
