package headroom.ledger;

/// What the dictionary has names for, and how many of each it takes before it says "(other)".
public enum Names {
    ORG(0, 10_000),
    INTEGRATION(1, 10_000),
    USER(2, 200_000),
    /// Keys of the limits resource.
    LIMIT(3, 2_000);

    /// How the file says it.
    final int code;

    final int max;

    Names(int code, int max) {
        this.code = code;
        this.max = max;
    }

    static Names of(int code) {
        for (var names : values()) {
            if (names.code == code) {
                return names;
            }
        }
        throw new IllegalArgumentException("no names have the code " + code);
    }
}
