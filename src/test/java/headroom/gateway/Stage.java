package headroom.gateway;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.testing.RawClient;
import headroom.testing.RawOrg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/// A gateway with a real ledger in a folder of its own, on any port. One-owner.
final class Stage implements AutoCloseable {
    private final Path folder;
    private final Ledger ledger;
    private final Gateway gateway;

    private Stage(Path folder, Ledger ledger, Gateway gateway) {
        this.folder = folder;
        this.ledger = ledger;
        this.gateway = gateway;
    }

    static Stage before(RawOrg org) throws IOException {
        return before(org, UnaryOperator.identity());
    }

    static Stage before(RawOrg org, UnaryOperator<GatewayOptions> change) throws IOException {
        return of(List.of(OrgRoute.to("acme", org.url())), change);
    }

    static Stage of(List<OrgRoute> orgs, UnaryOperator<GatewayOptions> change) throws IOException {
        var folder = Files.createTempDirectory("headroom-stage");
        var clock = InstantSource.system();
        var ledger = Ledger.open(LedgerOptions.at(folder.resolve("ledger.db")), clock);
        try {
            var options = GatewayOptions.of(orgs, folder.resolve("token.key"));
            return new Stage(folder, ledger, Gateway.start(change.apply(options), ledger, clock));
        } catch (IOException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    Gateway gateway() {
        return gateway;
    }

    Ledger ledger() {
        return ledger;
    }

    Path folder() {
        return folder;
    }

    int port() {
        return gateway.port();
    }

    RawClient client() throws IOException {
        return RawClient.connect(port());
    }

    /// Everything that went through, once it is in the books; the gateway serves no more.
    List<BookedCall> books() {
        gateway.drain(Duration.ofSeconds(5));
        ledger.drain(Duration.ofSeconds(5));
        return BookedCall.all(folder.resolve("ledger.db"));
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        ledger.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
