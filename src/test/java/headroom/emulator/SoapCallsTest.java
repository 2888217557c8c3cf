package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.ExceptionCode;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

import headroom.testing.Serves;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/// Headers and the rarer operations of the partner API, by force-wsc, and the raw form of answers.
@Serves(value = "SOAP search", approximate = "a plain subset of SOSL, without ranking")
@Serves({
    "SOAP login",
    "SOAP create",
    "SOAP update",
    "SOAP upsert",
    "SOAP undelete",
    "SOAP emptyRecycleBin",
    "SOAP getUpdated",
    "SOAP getDeleted",
    "SOAP invalidateSessions",
    "SOAP queryAll"
})
@Serves({
    "SOAP headers: AllOrNone, AllowFieldTruncation, AssignmentRule, CallOptions, DuplicateRule,"
            + " QueryOptions, Session",
    "SOAP headers: LimitInfo in answers",
    "Versions: SOAP login retired by version, as an option",
    "Versions: 31 to 68, older ones refused as retired"
})
@Serves(
        value =
                "SOAP enterprise WSDL: login, logout, getUserInfo, getServerTimestamp,"
                        + " invalidateSessions",
        approximate = "all other operations are refused")
class SoapCallsTest {
    private static final String USER = "admin@headroom.example";
    private Emulator emulator;
    private Client client;

    @BeforeEach
    void start() {
        open(EmulatorOptions.defaults());
    }

    private void open(EmulatorOptions options) {
        emulator =
                Emulator.start(
                        options.withClock(
                                EmulatorClock.standingAt(Instant.parse("2026-11-21T10:00:00Z"))));
        client = new Client(emulator);
    }

    @AfterEach
    void stop() {
        client.close();
        emulator.close();
    }

    private PartnerConnection login(String version) throws ConnectionException {
        var config = new ConnectorConfig();
        config.setAuthEndpoint(emulator.url() + "/services/Soap/u/" + version);
        config.setUsername(USER);
        config.setPassword("password");
        return Connector.newConnection(config);
    }

    private static SObject account(String name) {
        var account = new SObject("Account");
        account.setField("Name", name);
        return account;
    }

    private String soap(String type, String operation) {
        return client.post(
                        "/services/Soap/" + type + "/65.0",
                        "text/xml",
                        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\""
                                + " xmlns=\"urn:partner.soap.sforce.com\"><e:Header>"
                                + "<SessionHeader><sessionId>"
                                + client.token
                                + "</sessionId></SessionHeader></e:Header><e:Body>"
                                + operation
                                + "</e:Body></e:Envelope>")
                .body();
    }

    @Test
    void allOrNoneTakesGoodRowsBack() throws Exception {
        var connection = login("65.0");
        connection.setAllOrNoneHeader(true);

        var saved = connection.create(new SObject[] {account("A"), new SObject("Account")});

        assertThat(saved[0].isSuccess()).isFalse();
        assertThat(saved[0].getErrors()[0].getStatusCode().name())
                .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(saved[1].getErrors()[0].getStatusCode().name())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(connection.query("SELECT COUNT() FROM Account").getSize()).isZero();
    }

    @Test
    void aRowRefusedUnreadTakesTheOthersBackToo() throws Exception {
        var connection = login("65.0");
        var id = connection.create(new SObject[] {account("A")})[0].getId();
        connection.setAllOrNoneHeader(true);
        var good = account("B");
        good.setId(id);

        var saved = connection.update(new SObject[] {good, account("no id")});

        assertThat(saved[0].getErrors()[0].getStatusCode().name())
                .isEqualTo("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(saved[1].getErrors()[0].getStatusCode().name()).isEqualTo("MISSING_ARGUMENT");
        assertThat(connection.retrieve("Name", "Account", new String[] {id})[0].getField("Name"))
                .isEqualTo("A");
    }

    @Test
    void textsAreCutOnlyWhereAHeaderAllowsIt() throws Exception {
        var connection = login("65.0");
        var refused = connection.create(new SObject[] {account("x".repeat(300))})[0];
        connection.setAllowFieldTruncationHeader(true);
        var cut = connection.create(new SObject[] {account("x".repeat(300))})[0];

        assertThat(refused.getErrors()[0].getStatusCode().name()).isEqualTo("STRING_TOO_LONG");
        assertThat(cut.isSuccess()).isTrue();
        assertThat(
                        connection
                                .retrieve("Name", "Account", new String[] {cut.getId()})[0]
                                .getField("Name")
                                .toString())
                .hasSize(255);
    }

    @Test
    void upsertByIdMixesInsertsAndUpdates() throws Exception {
        var connection = login("65.0");
        var id = connection.create(new SObject[] {account("A")})[0].getId();
        var known = account("A2");
        known.setId(id);

        var saved = connection.upsert("Id", new SObject[] {account("B"), known, account("C")});

        assertThat(saved[0].isCreated()).isTrue();
        assertThat(saved[1].isCreated()).isFalse();
        assertThat(saved[1].getId()).isEqualTo(id);
        assertThat(saved[2].isCreated()).isTrue();
    }

    @Test
    void bringsBackWhatWasDeletedUntilTheBinIsEmptied() throws Exception {
        var connection = login("65.0");
        var id = connection.create(new SObject[] {account("A")})[0].getId();
        var live = connection.emptyRecycleBin(new String[] {id})[0];
        connection.delete(new String[] {id});

        var back = connection.undelete(new String[] {id})[0];
        var again = connection.undelete(new String[] {id})[0];
        connection.delete(new String[] {id});
        var emptied = connection.emptyRecycleBin(new String[] {id})[0];
        var gone = connection.undelete(new String[] {id})[0];

        assertThat(live.isSuccess()).isFalse();
        assertThat(back.isSuccess()).isTrue();
        assertThat(again.getErrors()[0].getStatusCode().name()).isEqualTo("UNDELETE_FAILED");
        assertThat(emptied.isSuccess()).isTrue();
        assertThat(gone.isSuccess()).isFalse();
        assertThat(connection.queryAll("SELECT Id FROM Account").getSize()).isZero();
    }

    @Test
    void tellsWhatChangedAndWhatWentAway() throws Exception {
        var connection = login("65.0");
        var saved = connection.create(new SObject[] {account("A"), account("B")});
        connection.delete(new String[] {saved[1].getId()});
        emulator.clock().step(Duration.ofMinutes(2));

        var updated = connection.getUpdated("Account", at("09:00"), at("10:01"));
        var deleted = connection.getDeleted("Account", at("09:00"), at("10:01"));
        var before = connection.getUpdated("Account", at("08:00"), at("09:00"));

        assertThat(updated.getIds()).containsExactly(saved[0].getId());
        assertThat(deleted.getDeletedRecords()).extracting("id").containsExactly(saved[1].getId());
        assertThat(before.getIds()).isEmpty();
        var fault =
                catchThrowableOfType(
                        ApiFault.class,
                        () -> connection.getUpdated("Account", at("10:00"), at("10:00")));
        assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_REPLICATION_DATE);
    }

    private static Calendar at(String time) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTimeInMillis(Instant.parse("2026-11-21T" + time + ":00Z").toEpochMilli());
        return calendar;
    }

    @Test
    void findsWords() throws Exception {
        var connection = login("65.0");
        connection.create(new SObject[] {account("Needle in hay"), account("Hay")});

        var found = connection.search("FIND {needle} IN ALL FIELDS RETURNING Account(Id, Name)");

        assertThat(found.getSearchRecords()).hasSize(1);
        assertThat(found.getSearchRecords()[0].getRecord().getField("Name"))
                .isEqualTo("Needle in hay");
        assertThat(catchThrowableOfType(ApiFault.class, () -> connection.search("x")))
                .extracting(ApiFault::getExceptionCode)
                .isEqualTo(ExceptionCode.MALFORMED_SEARCH);
    }

    @Test
    void endsSessionsByTheirTokens() throws Exception {
        var connection = login("65.0");
        var other = login("65.0").getSessionHeader().getSessionId();

        var ended = connection.invalidateSessions(new String[] {other, "nonsense"});

        assertThat(ended[0].isSuccess()).isTrue();
        assertThat(ended[1].isSuccess()).isFalse();
        client.token = other;
        assertThat(client.get("/services/data/v65.0/").statusCode()).isEqualTo(401);
    }

    @Test
    void everyServedVersionLogsIn() throws Exception {
        assertThat(login("31.0").getUserInfo().getUserName()).isEqualTo(USER);
        assertThat(login("68.0").getUserInfo().getUserName()).isEqualTo(USER);
        var old = catchThrowableOfType(ApiFault.class, () -> login("30.0"));
        assertThat(old.getExceptionCode()).isEqualTo(ExceptionCode.UNSUPPORTED_API_VERSION);
        client.login(USER, "password", "a");
        var rest = client.get("/services/data/v30.0/limits");
        assertThat(rest.statusCode()).isEqualTo(410);
        assertThat(rest.body()).contains("UNSUPPORTED_API_VERSION");
    }

    @Test
    void loginIsRetiredWhereTheOrgSaysSo() throws Exception {
        stop();
        open(EmulatorOptions.defaults().withLogins(LoginRules.DEFAULTS.withSoapVersionMax(64)));
        assertThat(login("64.0").getUserInfo().getUserName()).isEqualTo(USER);
        var late = catchThrowableOfType(ApiFault.class, () -> login("65.0"));
        assertThat(late.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_OPERATION);
        assertThat(late.getExceptionMessage())
                .isEqualTo(
                        "The SOAP Login operation is not available in the API version specified"
                                + " (65.0). Refer to the documentation for supported versions.");
        stop();
        open(EmulatorOptions.defaults().withLogins(LoginRules.DEFAULTS.withSoapVersionMax(0)));
        var off = catchThrowableOfType(ApiFault.class, () -> login("50.0"));
        assertThat(off.getExceptionMessage())
                .startsWith("SOAP API login() is disabled by default in this org.");
    }

    @Test
    void anOperationNobodyKnowsIsTheClientsFault() {
        client.login(USER, "password", "a");

        assertThat(soap("u", "<fly/>"))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv="
                                + "\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
                                + "<soapenv:Fault><faultcode>soapenv:Client</faultcode>"
                                + "<faultstring>No operation available for request"
                                + " {urn:partner.soap.sforce.com}fly, please check the WSDL for the"
                                + " service.</faultstring></soapenv:Fault></soapenv:Body>"
                                + "</soapenv:Envelope>");
        assertThat(soap("u", "<merge/>")).contains("is not implemented by the Headroom emulator");
    }

    @Test
    void otherWsdlsSayInTheirOwnWordsThatTheyAreNotThere() {
        client.login(USER, "password", "a");

        assertThat(soap("m", "<describeMetadata/>"))
                .contains("xmlns:sf=\"http://soap.sforce.com/2006/04/metadata\"")
                .contains("The Metadata API is not implemented by the Headroom emulator.");
        assertThat(soap("s", "<executeAnonymous/>"))
                .contains("xmlns:sf=\"http://soap.sforce.com/2006/08/apex\"");
        assertThat(soap("T", "<query/>")).contains("urn:fault.tooling.soap.sforce.com");
        assertThat(soap("c", "<query><queryString>SELECT Id FROM Account</queryString></query>"))
                .contains("urn:fault.enterprise.soap.sforce.com")
                .contains("The enterprise WSDL beyond login is not implemented");
        assertThat(soap("c", "<getUserInfo/>"))
                .contains("xmlns=\"urn:enterprise.soap.sforce.com\"")
                .contains("<userName>" + USER + "</userName>");
        var cometd = client.post("/cometd/65.0", "[{\"channel\":\"/meta/handshake\"}]");
        assertThat(cometd.statusCode()).isEqualTo(501);
        assertThat(cometd.body()).contains("\"successful\":false");
        var apex = client.get("/services/apexrest/Fly");
        assertThat(apex.statusCode()).isEqualTo(501);
        assertThat(apex.body()).startsWith("[{\"message\":\"Apex REST is not implemented");
    }
}
