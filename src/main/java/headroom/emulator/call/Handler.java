package headroom.emulator.call;

import java.util.List;
import java.util.Optional;

/// One row of the route table: it recognises its calls and opens them as work.
@FunctionalInterface
public interface Handler {
    /// The call as work to be done, or nothing if it is not this handler's.
    Optional<Work> open(Call call);

    /// What it serves, a line for each resource or operation; the coverage document lists them with
    /// the tests that prove them.
    default List<String> serves() {
        return List.of();
    }

    /// What it knows of, does not serve and says so.
    default List<String> refuses() {
        return List.of();
    }
}
