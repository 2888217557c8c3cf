package headroom.cli.config;

/// A password, key or client secret. It never shows itself: ask `reveal` where it is used.
public final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
