package headroom.emulator.call;

import java.util.Optional;

/// One row of the route table: it recognises its calls and opens them as work.
@FunctionalInterface
public interface Handler {
    /// The call as work to be done, or nothing if it is not this handler's.
    Optional<Work> open(Call call);
}
