package headroom.cli;

import headroom.emulator.Emulator;
import headroom.emulator.Tally;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerReader.Spent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The two books side by side, integration by integration: what the ledger metered and what the org
/// charged in the same time. Immutable.
record Reconciliation(List<Line> lines) {

    /// @param ledger charges that the gateway metered
    /// @param org charges in the org's own books
    record Line(String integration, long ledger, long org) {
        boolean agrees() {
            return ledger == org;
        }
    }

    /// @param from since when calls went through the gateway
    /// @param before the org's books then
    static Reconciliation of(
            Ledger ledger, String orgName, Instant from, Emulator org, Map<String, Tally> before) {
        var metered = new TreeMap<String, Long>();
        try (var reader = ledger.reader()) {
            for (var known : reader.orgs()) {
                if (known.name().equals(orgName)) {
                    reader.range(known.id(), from, org.clock().instant().plus(Duration.ofHours(1)))
                            .forEach(spent -> metered.put(spent.name(), metered(spent)));
                }
            }
        }
        var charged = new TreeMap<String, Long>();
        org.books()
                .byClient()
                .forEach((client, tally) ->
                        charged.put(client, tally.charge() - charge(before, client)));
        return of(metered, charged);
    }

    static Reconciliation of(Map<String, Long> metered, Map<String, Long> charged) {
        var names = new TreeMap<>(metered);
        names.putAll(charged);
        var lines = new ArrayList<Line>();
        for (var name : names.keySet()) {
            var line =
                    new Line(name, metered.getOrDefault(name, 0L), charged.getOrDefault(name, 0L));
            if (line.ledger() != 0 || line.org() != 0) {
                lines.add(line);
            }
        }
        return new Reconciliation(lines);
    }

    boolean agrees() {
        return lines.stream().allMatch(Line::agrees);
    }

    List<String> render() {
        var said = new ArrayList<String>();
        var ledger = lines.stream().mapToLong(Line::ledger).sum();
        var org = lines.stream().mapToLong(Line::org).sum();
        said.add(
                agrees()
                        ? "ledger and emulator agree: " + Figures.count(ledger) + " charges each"
                        : "ledger and emulator DIFFER: "
                                + Figures.count(ledger)
                                + " charges in the ledger, "
                                + Figures.count(org)
                                + " in the emulator's books");
        var table =
                new Table(
                        List.of(
                                Table.Column.words("integration"),
                                Table.Column.number("ledger", 0),
                                Table.Column.number("emulator", 0),
                                Table.Column.words("")));
        for (var line : lines) {
            table.row(
                    List.of(
                            line.integration().isEmpty() ? "(no name)" : line.integration(),
                            Figures.count(line.ledger()),
                            Figures.count(line.org()),
                            line.agrees() ? "agree" : "DIFFER"));
        }
        said.addAll(table.render(Screen.PLAIN));
        return said;
    }

    private static long charge(Map<String, Tally> books, String client) {
        var tally = books.get(client);
        return tally == null ? 0 : tally.charge();
    }

    private static long metered(Spent spent) {
        return spent.charges() - spent.imported() - spent.simulated();
    }
}
