package headroom.console;

import java.util.List;

/// Whether the process lives and is ready for traffic, and if not, why. Immutable.
///
/// @param reasons why it is not ready; none when it is
public record Health(List<String> reasons) {
    public static final Health GOOD = new Health(List.of());

    public Health {
        reasons = List.copyOf(reasons);
    }

    public boolean isReady() {
        return reasons.isEmpty();
    }
}
