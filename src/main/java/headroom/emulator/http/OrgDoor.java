package headroom.emulator.http;

import headroom.emulator.call.Call;

/// What stands behind the HTTP front: the org, or the laboratory's bench.
@FunctionalInterface
public interface OrgDoor {
    Outcome answer(Call call);
}
