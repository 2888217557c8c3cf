package headroom.salesforce;

import java.util.Locale;
import java.util.Optional;

/// What kind of org it is, as far as its allocation depends on it.
///
/// Professional stands for "Professional with API access enabled".
public enum Edition {
    PROFESSIONAL,
    ENTERPRISE,
    UNLIMITED,
    PERFORMANCE,
    DEVELOPER,
    FULL_SANDBOX,
    PARTIAL_SANDBOX,
    DEVELOPER_PRO_SANDBOX,
    DEVELOPER_SANDBOX,
    SCRATCH,
    TRIAL;

    /// The word in configurations and on command lines: `full-sandbox`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The edition of that word, in any case.
    public static Optional<Edition> find(String word) {
        for (var edition : values()) {
            if (edition.word().equalsIgnoreCase(word)) {
                return Optional.of(edition);
            }
        }
        return Optional.empty();
    }

    /// Whether Salesforce lets paid, active orgs run somewhat past their allocation (the soft
    /// limit).
    public boolean hasGrace() {
        return switch (this) {
            case PROFESSIONAL, ENTERPRISE, UNLIMITED, PERFORMANCE -> true;
            case DEVELOPER,
                    FULL_SANDBOX,
                    PARTIAL_SANDBOX,
                    DEVELOPER_PRO_SANDBOX,
                    DEVELOPER_SANDBOX,
                    SCRATCH,
                    TRIAL ->
                    false;
        };
    }

    /// How many calls of 20 s and more may run at once. Scratch orgs are read as trial orgs.
    public int longRunningMax() {
        return this == DEVELOPER || this == TRIAL || this == SCRATCH ? 5 : 25;
    }
}
