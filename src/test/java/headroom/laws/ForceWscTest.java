package headroom.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Law 3 with a client that knows nothing of us: force-wsc 65, unmodified, direct and through the
/// gateway.
class ForceWscTest {
    @Test
    void seesTheSameWithAndWithoutTheGateway() throws Exception {
        List<String> direct;
        List<String> through;
        try (var world = World.start(UnaryOperator.identity())) {
            direct = work(world.org.url());
        }
        try (var world = World.start(UnaryOperator.identity())) {
            through = work(world.url());
            world.drain();
            assertThat(world.differences()).isEmpty();
            // The org knows no client for a SOAP login without CallOptions; we know the user's.
            assertThat(world.orgByClient()).hasSize(1);
            var spent = world.orgByClient().get("");
            assertThat(world.ledgerByIntegration()).isEqualTo(Map.of("erp-nightly", spent));
            assertThat(world.ledgerByUser()).isEqualTo(world.orgByUser());
        }
        assertThat(through).isEqualTo(direct);
        assertThat(direct).contains("login erp-nightly@acme.test", "found 3", "deleted true");
    }

    @Test
    void followsTheGatewaysWordAndNotTheOrgs() throws Exception {
        try (var world = World.start(UnaryOperator.identity())) {
            var connection = connect(world.url(), "secret");
            assertThat(connection.getConfig().getServiceEndpoint()).startsWith(world.url());
            connection.getServerTimestamp();
            world.drain();
            assertThat(world.differences()).isEmpty();
            assertThat(world.ledgerByUser()).isEqualTo(Map.of("erp-nightly@acme.test", 2L));
        }
    }

    private static PartnerConnection connect(String url, String password)
            throws ConnectionException {
        var config = new ConnectorConfig();
        config.setUsername("erp-nightly@acme.test");
        config.setPassword(password);
        config.setAuthEndpoint(url + "/services/Soap/u/65.0");
        return Connector.newConnection(config);
    }

    /// Everything the client was told, in words that do not name ids or places.
    private static List<String> work(String url) throws ConnectionException {
        var said = new ArrayList<String>();
        try {
            connect(url, "wrong");
        } catch (ApiFault fault) {
            said.add("refused " + fault.getExceptionCode() + " " + fault.getExceptionMessage());
        }
        var connection = connect(url, "secret");
        said.add("login " + connection.getUserInfo().getUserName());
        var records = new SObject[3];
        for (var i = 0; i < records.length; i++) {
            records[i] = new SObject("Account");
            records[i].setField("Name", "Acme " + i);
        }
        var created = connection.create(records);
        for (var one : created) {
            said.add("created " + one.isSuccess() + " " + one.getErrors().length);
        }
        var found =
                connection.query(
                        "SELECT Id, Name FROM Account WHERE Name LIKE 'Acme %' ORDER BY Name");
        said.add("found " + found.getSize());
        for (var one : found.getRecords()) {
            said.add("name " + one.getField("Name"));
        }
        var change = new SObject("Account");
        change.setId(created[0].getId());
        change.setField("Name", "Changed");
        said.add("updated " + connection.update(new SObject[] {change})[0].isSuccess());
        said.add("deleted " + connection.delete(new String[] {created[1].getId()})[0].isSuccess());
        var limits = connection.getLimitInfoHeader().getLimitInfo()[0];
        said.add(limits.getType() + " " + limits.getCurrent() + " of " + limits.getLimit());
        try {
            connection.query("SELECT Nope FROM Account");
        } catch (ApiFault fault) {
            said.add("fault " + fault.getExceptionCode());
        }
        return said;
    }
}
