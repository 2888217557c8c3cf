/// Looks at orgs from outside. For now: imports the daily usage files that an org keeps of itself.
///
/// It knows Salesforce's files and the ledger's door; it knows nothing of the gateway, which it
/// calls through like any other client, as the integration `headroom`.
@NullMarked
package headroom.watch;

import org.jspecify.annotations.NullMarked;
