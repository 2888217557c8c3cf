/// Answers for people: overview, heaviest integrations, the curve of the last 24 hours.
///
/// Values in, values out: the ledger's figures become one tree of records that the terminal, the
/// page, the JSON and the metrics all read, so that no two of them can disagree.
@NullMarked
package headroom.report;

import org.jspecify.annotations.NullMarked;
