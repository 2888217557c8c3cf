package headroom.watch;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Which alerts of an org stand, so that none is said twice, across restarts too. Immutable.
///
/// @param standing by the rule's key
public record AlertState(Map<String, Standing> standing) {
    public static final AlertState NONE = new AlertState(Map.of());

    public AlertState {
        standing = Map.copyOf(standing);
    }

    /// An alert that has begun and is not over.
    ///
    /// @param toldAt when people were last told; absent if quiet hours kept it back
    /// @param betterSince since when its figure has let go of it, for rules that wait and see
    public record Standing(Instant since, Optional<Instant> toldAt, Optional<Instant> betterSince) {
        static Standing toldAt(Instant now) {
            return new Standing(now, Optional.of(now), Optional.empty());
        }
    }
}
