package headroom.forecast;

/// Numbers by place, such as charges by hour from now. Immutable.
public final class Rates {
    private final double[] values;

    private Rates(double[] values) {
        this.values = values;
    }

    public static Rates of(double... values) {
        return new Rates(values.clone());
    }

    public double at(int place) {
        return values[place];
    }

    public int length() {
        return values.length;
    }
}
