/// The long memory: event log files as Parquet by day, and their sums for the ledger.
///
/// [History] is the door: it imports files, says which rows it holds, and opens a [Duck] over them.
/// It knows Salesforce's files, DuckDB and the ledger's door for days of history; it knows nothing
/// of HTTP, nor of how an integration gets its name: that comes as [Callers].
@NullMarked
package headroom.history;

import org.jspecify.annotations.NullMarked;
