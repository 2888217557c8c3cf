/// Web pages, JSON and metrics for the people who run Headroom.
///
/// One thread reads the overview once a second; every page, stream and scrape is served from that
/// one copy, so that a thousand readers cost the ledger no more than one. It knows no gateway: what
/// others want shown among the metrics they hand over as readings.
@NullMarked
package headroom.console;

import org.jspecify.annotations.NullMarked;
