package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sforce.soap.partner.Connector;
import com.sforce.soap.partner.LimitInfoHeader_element;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.fault.ApiFault;
import com.sforce.soap.partner.fault.ExceptionCode;
import com.sforce.soap.partner.fault.LoginFault;
import com.sforce.soap.partner.fault.UnexpectedErrorFault;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.ConnectorConfig;

import headroom.emulator.records.Field;
import headroom.emulator.records.ObjectType;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The unmodified partner client of force-wsc 65 against the emulator.
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
    "SOAP queryMore",
    "SOAP describeGlobal",
    "SOAP describeSObject",
    "SOAP describeSObjects"
})
class PartnerClientTest {
    private static final String USER = "admin@headroom.example";
    private Emulator emulator;

    @BeforeEach
    void start() {
        var order =
                ObjectType.custom(
                        "Order_Line__c",
                        "a02",
                        List.of(
                                Field.text("Number__c", "Number", 20)
                                        .with(Field.Trait.EXTERNAL_ID, Field.Trait.UNIQUE)));
        emulator =
                Emulator.start(
                        EmulatorOptions.defaults()
                                .withClock(
                                        EmulatorClock.standingAt(
                                                Instant.parse("2026-11-21T10:00:00Z")))
                                .withObjects(List.of(order))
                                .withAllocation(100));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private ConnectorConfig config(String user, String password) {
        var config = new ConnectorConfig();
        config.setAuthEndpoint(emulator.url() + "/services/Soap/u/65.0");
        config.setUsername(user);
        config.setPassword(password);
        return config;
    }

    private PartnerConnection login() throws ConnectionException {
        return Connector.newConnection(config(USER, "password"));
    }

    private static SObject account(String name) {
        var account = new SObject("Account");
        account.setField("Name", name);
        return account;
    }

    @Test
    void logsInAndKnowsWhoItIs() throws Exception {
        var config = config(USER, "password");
        var connection = Connector.newConnection(config);

        var info = connection.getUserInfo();

        assertThat(config.getServiceEndpoint())
                .isEqualTo(emulator.url() + "/services/Soap/u/65.0/00DHr0000000001");
        assertThat(config.getSessionId()).matches("00DHr0000000001![.\\w]+");
        assertThat(info.getUserName()).isEqualTo(USER);
        assertThat(info.getOrganizationId()).startsWith("00DHr0000000001").hasSize(18);
        assertThat(info.getSessionSecondsValid()).isEqualTo(7200);
        assertThat(connection.getServerTimestamp().getTimestamp().toInstant())
                .isEqualTo(Instant.parse("2026-11-21T10:00:00Z"));
    }

    @Test
    void createsUpdatesUpsertsRetrievesAndDeletes() throws Exception {
        var connection = login();

        var created =
                connection.create(new SObject[] {account("Äcme & <Söhne>"), account("Other")});
        var id = created[0].getId();
        var change = new SObject("Account");
        change.setId(id);
        change.setField("Phone", "123");
        var updated = connection.update(new SObject[] {change});
        var line = new SObject("Order_Line__c");
        line.setField("Number__c", "N1");
        var first = connection.upsert("Number__c", new SObject[] {line});
        var second = connection.upsert("Number__c", new SObject[] {line});
        var rows =
                connection.retrieve(
                        "Id, Name, Phone, Site", "Account", new String[] {id, "001Hr0zzzzzzzzz"});

        assertThat(created[0].isSuccess() && created[1].isSuccess()).isTrue();
        assertThat(updated[0].isSuccess()).isTrue();
        assertThat(first[0].isCreated()).isTrue();
        assertThat(second[0].isCreated()).isFalse();
        assertThat(second[0].getId()).isEqualTo(first[0].getId());
        assertThat(rows[0].getId()).isEqualTo(id);
        assertThat(rows[0].getField("Name")).isEqualTo("Äcme & <Söhne>");
        assertThat(rows[0].getField("Phone")).isEqualTo("123");
        assertThat(rows[0].getField("Site")).isNull();
        assertThat(rows[1]).isNull();
        assertThat(connection.delete(new String[] {id})[0].isSuccess()).isTrue();
        assertThat(connection.delete(new String[] {id})[0].getErrors()[0].getStatusCode().name())
                .isEqualTo("ENTITY_IS_DELETED");
    }

    @Test
    void clearsFieldsByName() throws Exception {
        var connection = login();
        var account = account("With a phone");
        account.setField("Phone", "1");
        var id = connection.create(new SObject[] {account})[0].getId();
        var change = new SObject("Account");
        change.setId(id);
        change.setFieldsToNull(new String[] {"Phone"});

        assertThat(connection.update(new SObject[] {change})[0].isSuccess()).isTrue();

        var row = connection.retrieve("Phone", "Account", new String[] {id})[0];
        assertThat(row.getField("Phone")).isNull();
    }

    @Test
    void tellsEachRowsOwnErrors() throws Exception {
        var saved = login().create(new SObject[] {account("Good"), new SObject("Account")});

        assertThat(saved[0].isSuccess()).isTrue();
        assertThat(saved[1].isSuccess()).isFalse();
        assertThat(saved[1].getId()).isNull();
        assertThat(saved[1].getErrors()[0].getStatusCode().name())
                .isEqualTo("REQUIRED_FIELD_MISSING");
        assertThat(saved[1].getErrors()[0].getMessage())
                .isEqualTo("Required fields are missing: [Name]");
        assertThat(saved[1].getErrors()[0].getFields()).containsExactly("Name");
    }

    @Test
    void pagesThroughAQuery() throws Exception {
        var connection = login();
        connection.setQueryOptions(200);
        for (var batch = 0; batch < 3; batch++) {
            var rows = new SObject[150];
            Arrays.setAll(rows, i -> account("A" + i));
            connection.create(rows);
        }

        var names = new ArrayList<Object>();
        var page = connection.query("SELECT Id, Name, Owner.Username FROM Account");
        var pages = 1;
        for (; ; pages++) {
            for (var row : page.getRecords()) {
                names.add(row.getField("Name"));
                assertThat(row.getChild("Owner").getField("Username")).isEqualTo(USER);
            }
            if (page.isDone()) {
                break;
            }
            page = connection.queryMore(page.getQueryLocator());
        }

        assertThat(page.getSize()).isEqualTo(450);
        assertThat(names).hasSize(450);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void describes() throws Exception {
        var connection = login();

        var global = connection.describeGlobal();
        var several = connection.describeSObjects(new String[] {"Account", "Order_Line__c"});
        var contact = connection.describeSObject("Contact");

        assertThat(global.getSobjects()).extracting("name").contains("Account", "EventLogFile");
        assertThat(several[1].getFields()).extracting("name").contains("Number__c");
        assertThat(several[0].getKeyPrefix()).isEqualTo("001");
        assertThat(contact.getFields())
                .filteredOn(field -> field.getName().equals("AccountId"))
                .allSatisfy(field -> assertThat(field.getReferenceTo()).containsExactly("Account"))
                .extracting("relationshipName")
                .containsExactly("Account");
    }

    @Test
    void carriesTheLimitHeaderOnAllButLogin() throws Exception {
        var connection = login();
        connection.getUserInfo();

        LimitInfoHeader_element header = connection.getLimitInfoHeader();

        assertThat(header.getLimitInfo()[0].getCurrent()).isEqualTo(2);
        assertThat(header.getLimitInfo()[0].getLimit()).isEqualTo(100);
        assertThat(header.getLimitInfo()[0].getType()).isEqualTo("API REQUESTS");
        assertThat(emulator.books().used()).isEqualTo(2);
    }

    @Test
    void refusesAWrongPassword() {
        var fault =
                catchThrowableOfType(
                        LoginFault.class, () -> Connector.newConnection(config(USER, "wrong")));

        assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_LOGIN);
        assertThat(fault.getExceptionMessage())
                .isEqualTo("Invalid username, password, security token; or user locked out.");
        assertThat(emulator.books().byUser()).containsKey(USER);
    }

    @Test
    void refusesPastTheAllocation() throws Exception {
        var connection = login();
        for (var i = 0; i < 99; i++) {
            connection.getServerTimestamp();
        }

        var fault = catchThrowableOfType(ApiFault.class, connection::getServerTimestamp);

        assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.REQUEST_LIMIT_EXCEEDED);
        assertThat(fault.getExceptionMessage()).isEqualTo("TotalRequests Limit exceeded.");
        assertThat(emulator.books().used()).isEqualTo(100);
        emulator.clock().step(Duration.ofHours(24));
        assertThat(login().getUserInfo().getUserName()).isEqualTo(USER);
    }

    @Test
    void renewsAnExpiredSession() throws Exception {
        var config = config(USER, "password");
        var connection = Connector.newConnection(config);
        config.setSessionRenewer(old -> {
            var fresh = config(USER, "password");
            Connector.newConnection(fresh);
            var header = new com.sforce.ws.SessionRenewer.SessionRenewalHeader();
            header.name =
                    new javax.xml.namespace.QName("urn:partner.soap.sforce.com", "SessionHeader");
            var element = new com.sforce.soap.partner.SessionHeader_element();
            element.setSessionId(fresh.getSessionId());
            header.headerElement = element;
            return header;
        });
        emulator.clock().step(Duration.ofHours(3));

        assertThat(connection.getUserInfo().getUserName()).isEqualTo(USER);
    }

    @Test
    void faultsOnAnExpiredSessionWithoutRenewer() throws Exception {
        var connection = login();
        connection.logout();

        var fault = catchThrowableOfType(UnexpectedErrorFault.class, connection::getUserInfo);

        assertThat(fault.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_SESSION_ID);
        assertThat(emulator.books().used()).isEqualTo(2);
    }

    @Test
    void faultsOnBadQueriesAndFields() throws Exception {
        var connection = login();
        var query =
                catchThrowableOfType(
                        ApiFault.class, () -> connection.query("SELECT Nope FROM Account"));
        var syntax =
                catchThrowableOfType(ApiFault.class, () -> connection.query("SELECT FROM Account"));
        var wrong = account("A");
        wrong.setField("Nope__c", "1");
        var field =
                catchThrowableOfType(
                        ApiFault.class,
                        () -> connection.create(new SObject[] {account("B"), wrong}));

        assertThat(query.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_FIELD);
        assertThat(query.getExceptionMessage()).contains("No such column 'Nope' on entity");
        assertThat(syntax.getExceptionCode()).isEqualTo(ExceptionCode.MALFORMED_QUERY);
        assertThat(field.getExceptionCode()).isEqualTo(ExceptionCode.INVALID_FIELD);
        assertThat(connection.query("SELECT COUNT() FROM Account").getSize()).isZero();
    }

    @Test
    void saysPlainlyWhatIsNotThere() throws Exception {
        var connection = login();

        var fault =
                catchThrowableOfType(
                        ApiFault.class, () -> connection.describeLayout("Account", null, null));

        assertThat(fault.getExceptionMessage())
                .isEqualTo(
                        "The SOAP operation describeLayout is not implemented by the Headroom"
                                + " emulator.");
    }

    @Test
    void keepsTheCallOptionsClientAsTheCaller() throws Exception {
        var config = config(USER, "password");
        config.setManualLogin(true);
        config.setServiceEndpoint(config.getAuthEndpoint());
        var connection = Connector.newConnection(config);
        connection.setCallOptions("ERP/1.0", null);
        var login = connection.login(USER, "password");
        connection.setSessionHeader(login.getSessionId());
        connection.getUserInfo();

        assertThat(emulator.books().byClient().get("ERP/1.0").charge()).isEqualTo(2);
        assertThat(emulator.books().calls())
                .extracting("resource")
                .containsExactly("login", "getUserInfo");
    }
}
