package headroom.bench;

import headroom.gateway.Gateway;
import headroom.gateway.GatewayOptions;
import headroom.gateway.OrgRoute;
import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// The gateway with its ledger on, and nothing else of the program, as the benchmarks measure it.
///
/// `MeteredGateway <folder> <org's url>`; writes its port to `port` in the folder.
public final class MeteredGateway {
    private MeteredGateway() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var clock = InstantSource.system();
        var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
        var options =
                GatewayOptions.of(
                        List.of(OrgRoute.to("bench", URI.create(arguments[1]))),
                        folder.resolve("token.key"));
        var gateway = Gateway.start(options, ledger, clock);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> end(gateway, ledger)));
        Files.writeString(folder.resolve("port"), gateway.port() + "\n");
    }

    private static void end(Gateway gateway, Ledger ledger) {
        gateway.drain(Duration.ofSeconds(2));
        gateway.close();
        System.err.println(gateway.figures());
        System.err.println(ledger.figures());
        ledger.close();
    }
}
