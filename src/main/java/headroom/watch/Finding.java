package headroom.watch;

/// One thing that was looked at in an org, and how it stands.
///
/// @param topic in a word or two, such as `event logs`
/// @param words what was found and, unless all is well, what to do about it
public record Finding(Grade grade, String topic, String words) {
    /// How a finding stands.
    public enum Grade {
        /// As it should be.
        GOOD,
        /// Headroom works, but knows less.
        WARNING,
        /// Headroom cannot watch this org.
        BAD
    }

    static Finding good(String topic, String words) {
        return new Finding(Grade.GOOD, topic, words);
    }

    static Finding warning(String topic, String words) {
        return new Finding(Grade.WARNING, topic, words);
    }

    static Finding bad(String topic, String words) {
        return new Finding(Grade.BAD, topic, words);
    }
}
