package headroom.cli;

import headroom.console.Reading;
import headroom.gateway.Gateway;
import headroom.gateway.GatewayFigures;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerFigures;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What gateway and ledger have to say in the metrics.
final class Readings {
    private Readings() {}

    static List<Reading> of(Gateway gateway, Ledger ledger) {
        return List.of(
                counter(gateway, "calls", "Requests read", GatewayFigures::calls),
                gauge(gateway, "in.flight", "Requests not yet answered", GatewayFigures::inFlight),
                counter(
                        gateway,
                        "own.answers",
                        "Requests the gateway answered itself: malformed, refused, org not reached",
                        GatewayFigures::ownAnswers),
                counter(gateway, "retries", "Second attempts", GatewayFigures::retries),
                counter(gateway, "unreachable", "Orgs not reached", GatewayFigures::unreachable),
                counter(
                        gateway,
                        "gaps",
                        "Requests passed while the ledger could not take them",
                        GatewayFigures::gaps),
                gauge(
                        gateway,
                        "client.connections",
                        "Open connections of clients",
                        GatewayFigures::clientConnections),
                gauge(ledger, "queue", "Intents waiting for the writer", LedgerFigures::queued),
                counter(ledger, "calls", "Calls committed", LedgerFigures::committed),
                counter(ledger, "commits", "Group commits", LedgerFigures::groups),
                gauge(
                        ledger,
                        "slowest.commit.seconds",
                        "The longest a group commit took since the start",
                        it -> it.slowestCommit().toNanos() / 1e9),
                counter(ledger, "gap.calls", "Calls that fell into a gap", LedgerFigures::gapCalls),
                gauge(ledger, "file.bytes", "Size of the ledger", LedgerFigures::fileBytes),
                gauge(ledger, "log.bytes", "Size of its write-ahead log", LedgerFigures::walBytes));
    }

    private static Reading counter(
            Gateway gateway, String name, String help, ToDoubleFunction<GatewayFigures> figure) {
        return new Reading(
                "headroom.gateway." + name,
                help,
                true,
                () -> figure.applyAsDouble(gateway.figures()));
    }

    private static Reading gauge(
            Gateway gateway, String name, String help, ToDoubleFunction<GatewayFigures> figure) {
        return new Reading(
                "headroom.gateway." + name,
                help,
                false,
                () -> figure.applyAsDouble(gateway.figures()));
    }

    private static Reading counter(
            Ledger ledger, String name, String help, ToDoubleFunction<LedgerFigures> figure) {
        return new Reading(
                "headroom.ledger." + name,
                help,
                true,
                () -> figure.applyAsDouble(ledger.figures()));
    }

    private static Reading gauge(
            Ledger ledger, String name, String help, ToDoubleFunction<LedgerFigures> figure) {
        return new Reading(
                "headroom.ledger." + name,
                help,
                false,
                () -> figure.applyAsDouble(ledger.figures()));
    }
}
