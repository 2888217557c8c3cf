package headroom.clients;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

import headroom.clients.BothWays.Place;

/// Rows to page through, put in at the place the client works at.
final class Seed {
    private static final int ROWS_MAX = 200;

    private Seed() {}

    static PartnerConnection connect(Place place) throws ConnectionException {
        var config = new ConnectorConfig();
        config.setAuthEndpoint(place.url() + "/services/Soap/u/65.0");
        config.setUsername(BothWays.USER);
        config.setPassword(BothWays.PASSWORD);
        return Connector.newConnection(config);
    }

    /// Accounts named `Seed 00000` and on.
    static void accounts(Place place, int count) throws ConnectionException {
        var connection = connect(place);
        for (var from = 0; from < count; from += ROWS_MAX) {
            var rows = new SObject[Math.min(ROWS_MAX, count - from)];
            for (var i = 0; i < rows.length; i++) {
                rows[i] = new SObject("Account");
                rows[i].setField("Name", "Seed %05d".formatted(from + i));
            }
            connection.create(rows);
        }
    }
}
