package headroom.gateway;

import java.util.Optional;

/// The step that may answer a call without the org, or for fewer calls. Cache, collapse, batch and
/// defer plug in here.
interface Economise {
    /// Saves nothing: every call is forwarded as it came.
    Economise NOTHING = call -> Optional.empty();

    /// An answer that makes forwarding unnecessary, or empty.
    Optional<PlainAnswer> answer(Call call);
}
