package headroom.salesforce;

/// How well a statement about Salesforce is known.
public enum Certainty {
    /// An official text says so, or several independent captures agree.
    CERTAIN,
    /// One good source, or a close reading of the official text.
    LIKELY,
    /// Sources contradict each other or are silent: an option, never a constant.
    UNSURE
}
