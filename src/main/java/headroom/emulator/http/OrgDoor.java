package headroom.emulator.http;

import headroom.emulator.call.Answer;
import headroom.emulator.call.Call;

/// What stands behind the HTTP front: the org, or the laboratory's bench.
@FunctionalInterface
public interface OrgDoor {
    /// Answers one call.
    ///
    /// @param instead answered in place of the work, after the charge is booked; null as a rule
    Answer answer(Call call, Fault.@org.jspecify.annotations.Nullable Status instead);
}
