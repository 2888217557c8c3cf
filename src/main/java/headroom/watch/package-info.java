/// Looks at orgs from outside: the way in, limits, event logs, and what is worth telling of them.
///
/// It knows the doors of ledger and history; it knows nothing of the gateway, which it calls
/// through like any other client, as the integration `headroom`.
@NullMarked
package headroom.watch;

import org.jspecify.annotations.NullMarked;
