package headroom.cli.config;

import headroom.salesforce.ChargeOption;
import headroom.salesforce.ChargeOptions;

import java.util.Optional;

/// Reads which of the doubtful calls count at an org: `count-soap-login: true` and its like.
final class ChargesReader {
    private ChargesReader() {}

    static ChargeOptions read(Optional<Section> section) {
        var options = ChargeOptions.DEFAULTS;
        if (section.isPresent()) {
            for (var option : ChargeOption.values()) {
                var counted = section.get().find(option.word(), Values::truth);
                options = counted.isPresent() ? options.with(option, counted.get()) : options;
            }
            section.get().finish();
        }
        return options;
    }
}
