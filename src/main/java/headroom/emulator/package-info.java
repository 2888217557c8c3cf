/// An org in a box with its own count: it charges and refuses as Salesforce does.
///
/// It shares ids, editions and error texts with `headroom.salesforce` and nothing else, so that its
/// book of calls is independent of the ledger's.
@NullMarked
package headroom.emulator;

import org.jspecify.annotations.NullMarked;
