package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;
import com.sforce.ws.SessionRenewer;

import headroom.clients.BothWays.Place;
import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.util.List;

import javax.xml.namespace.QName;

/// force-wsc's partner client 65.0.0, unmodified, with all the calls an integration makes.
@Serves({
    "SOAP login",
    "SOAP logout",
    "SOAP getUserInfo",
    "SOAP getServerTimestamp",
    "SOAP create",
    "SOAP update",
    "SOAP upsert",
    "SOAP delete",
    "SOAP retrieve",
    "SOAP query",
    "SOAP queryAll",
    "SOAP queryMore",
    "SOAP describeGlobal",
    "SOAP describeSObject",
    "SOAP describeSObjects"
})
@Serves("Clients: force-wsc partner 65.0.0, direct and through the gateway")
class WscPartnerTest {
    private static final String PARTNER = "urn:partner.soap.sforce.com";

    @Test
    void worksWithRows() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    var connection = Seed.connect(place);
                    told.add("who " + connection.getUserInfo().getUserName());
                    told.add("clock " + (connection.getServerTimestamp() != null));
                    var ids = create(connection, told);
                    change(connection, ids, told);
                    upsert(connection, told);
                    describe(connection, told);
                    faults(connection, told);
                    connection.logout();
                    told.add("after logout " + fault(connection::getUserInfo));
                });

        assertThat(said)
                .contains(
                        "who erp-nightly@acme.test",
                        "created true true",
                        "Phone 123",
                        "cleared null",
                        "upsert true false",
                        "query MALFORMED_QUERY",
                        "after logout INVALID_SESSION_ID");
    }

    private static String[] create(PartnerConnection connection, List<String> told)
            throws ConnectionException {
        var saved = connection.create(new SObject[] {account("Äcme <1>"), account("Other")});
        told.add("created " + saved[0].isSuccess() + " " + saved[1].isSuccess());
        var bad = connection.create(new SObject[] {account("Good"), new SObject("Account")});
        told.add("second " + bad[1].getErrors()[0].getStatusCode());
        return new String[] {saved[0].getId(), saved[1].getId()};
    }

    private static SObject account(String name) {
        var account = new SObject("Account");
        account.setField("Name", name);
        return account;
    }

    private static void change(PartnerConnection connection, String[] ids, List<String> told)
            throws ConnectionException {
        var change = new SObject("Account");
        change.setId(ids[0]);
        change.setField("Phone", "123");
        connection.update(new SObject[] {change});
        told.add("Phone " + retrieve(connection, ids[0]).getField("Phone"));
        var clear = new SObject("Account");
        clear.setId(ids[0]);
        clear.setFieldsToNull(new String[] {"Phone"});
        connection.update(new SObject[] {clear});
        told.add("cleared " + retrieve(connection, ids[0]).getField("Phone"));
        told.add("deleted " + connection.delete(ids)[1].isSuccess());
        told.add("again " + connection.delete(ids)[1].getErrors()[0].getStatusCode());
        told.add("all " + connection.queryAll("SELECT Id FROM Account").getSize());
        told.add("live " + connection.query("SELECT Id FROM Account").getSize());
    }

    private static SObject retrieve(PartnerConnection connection, String id)
            throws ConnectionException {
        return connection.retrieve("Id, Name, Phone", "Account", new String[] {id})[0];
    }

    private static void upsert(PartnerConnection connection, List<String> told)
            throws ConnectionException {
        var line = new SObject("Order_Line__c");
        line.setField("Number__c", "N1");
        var first = connection.upsert("Number__c", new SObject[] {line})[0];
        var second = connection.upsert("Number__c", new SObject[] {line})[0];
        told.add("upsert " + first.isCreated() + " " + second.isCreated());
    }

    private static void describe(PartnerConnection connection, List<String> told)
            throws ConnectionException {
        told.add("objects " + connection.describeGlobal().getSobjects().length);
        var both = connection.describeSObjects(new String[] {"Account", "Order_Line__c"});
        told.add("fields " + both[0].getFields().length + " " + both[1].getFields().length);
    }

    private static void faults(PartnerConnection connection, List<String> told) {
        told.add("query " + fault(() -> connection.query("SELECT FROM")));
        told.add("field " + fault(() -> connection.query("SELECT Nope FROM Account")));
        told.add("type " + fault(() -> connection.describeSObject("Nope__c")));
        told.add("locator " + fault(() -> connection.queryMore("01gnonsense-2000")));
    }

    /// Something that is expected to fail.
    @FunctionalInterface
    private interface Attempt {
        Object run() throws ConnectionException;
    }

    private static String fault(Attempt attempt) {
        try {
            return "no fault: " + attempt.run();
        } catch (ApiFault fault) {
            return fault.getExceptionCode().name();
        } catch (ConnectionException e) {
            return e.toString();
        }
    }

    @Test
    void turnsPages() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    Seed.accounts(place, 450);
                    var connection = Seed.connect(place);
                    connection.setQueryOptions(200);
                    var page = connection.query("SELECT Id, Name FROM Account ORDER BY Name");
                    told.add("size " + page.getSize());
                    while (!page.isDone()) {
                        told.add("page " + page.getRecords().length);
                        page = connection.queryMore(page.getQueryLocator());
                    }
                    told.add("last " + page.getRecords().length);
                });

        assertThat(said).containsExactly("size 450", "page 200", "page 200", "last 50");
    }

    /// Facts: once, by the renewer, on these very words of the fault.
    @Test
    void renewsItsSessionOnce() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    var connection = Seed.connect(place);
                    connection.getConfig().setSessionRenewer(renewer(place, told));
                    place.endSession(connection.getConfig().getSessionId());
                    told.add("who " + connection.getUserInfo().getUserName());
                });

        assertThat(said).containsExactly("renewing", "who erp-nightly@acme.test");
    }

    private static SessionRenewer renewer(Place place, List<String> told) {
        return (ConnectorConfig config) -> {
            told.add("renewing");
            var fresh = new ConnectorConfig();
            fresh.setAuthEndpoint(place.url() + "/services/Soap/u/65.0");
            fresh.setUsername(BothWays.USER);
            fresh.setPassword(BothWays.PASSWORD);
            var session = Connector.newConnection(fresh).getSessionHeader();
            config.setSessionId(session.getSessionId());
            var header = new SessionRenewer.SessionRenewalHeader();
            header.name = new QName(PARTNER, "SessionHeader");
            header.headerElement = session;
            return header;
        };
    }

    /// Facts: an `ApiFault` with the code, asked once.
    @Test
    void givesUpAtOnceWhenTheOrgRefuses() throws Exception {
        var said =
                BothWays.same(
                        options -> options.withAllocation(2),
                        (place, told) -> {
                            var connection = Seed.connect(place);
                            connection.getUserInfo();
                            var limit = connection.getLimitInfoHeader().getLimitInfo()[0];
                            told.add(limit.getCurrent() + " of " + limit.getLimit());
                            var before = place.calls();
                            told.add(fault(connection::getUserInfo));
                            told.add("calls " + (place.calls() - before));
                        });

        assertThat(said).containsExactly("2 of 2", "REQUEST_LIMIT_EXCEEDED", "calls 1");
    }
}
