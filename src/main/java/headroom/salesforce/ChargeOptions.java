package headroom.salesforce;

import java.util.EnumSet;
import java.util.Set;

/// Which of the doubtful calls count.
///
/// @param counted the options that are on
public record ChargeOptions(Set<ChargeOption> counted) {
    public static final ChargeOptions DEFAULTS = new ChargeOptions(defaults());

    public ChargeOptions {
        counted = Set.copyOf(counted);
    }

    public boolean counts(ChargeOption option) {
        return counted.contains(option);
    }

    /// The same options with one of them set.
    public ChargeOptions with(ChargeOption option, boolean on) {
        var changed = EnumSet.noneOf(ChargeOption.class);
        changed.addAll(counted);
        if (on) {
            changed.add(option);
        } else {
            changed.remove(option);
        }
        return new ChargeOptions(changed);
    }

    private static Set<ChargeOption> defaults() {
        var on = EnumSet.noneOf(ChargeOption.class);
        for (var option : ChargeOption.values()) {
            if (option.byDefault()) {
                on.add(option);
            }
        }
        return on;
    }
}
