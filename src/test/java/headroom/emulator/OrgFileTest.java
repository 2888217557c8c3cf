package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.emulator.yaml.OrgFile;
import headroom.testing.Serves;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;

/// The example of the org file's documentation, part by part.
@Serves({
    "Data: one YAML file of objects, users, rules and rows",
    "Data: validation rules, duplicate rules, assignment rules, permissions"
})
@Serves(value = "Data: triggers", approximate = "what the file can say, not Apex")
class OrgFileTest {
    private static final Path EXAMPLE = Path.of("docs/emulator-org.yaml");
    private static final String ROOT = "/services/data/v66.0/";
    private static final String SOBJECTS = ROOT + "sobjects/";
    private static Emulator emulator;
    private static Client admin;
    private static Client loader;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start(EmulatorOptions.defaults().withOrgFile(OrgFile.load(EXAMPLE)));
        admin = new Client(emulator);
        admin.login("admin@acme.example", "secret", "app");
        loader = new Client(emulator);
        loader.login("loader@acme.example", "secret", "app");
    }

    @AfterAll
    static void stop() {
        admin.close();
        loader.close();
        emulator.close();
    }

    private static JsonNode rows(String soql) {
        var answer = admin.query(soql);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Client.json(answer).get("records");
    }

    private static String invoice(String number, String more) {
        return "{\"Number__c\":\"" + number + "\"" + more + "}";
    }

    @Test
    void theDocumentShowsTheFileThatIsTested() throws Exception {
        assertThat(Files.readString(Path.of("docs/emulator-org-file.md")))
                .contains("```yaml\n" + Files.readString(EXAMPLE) + "```\n");
    }

    @Test
    void rowsAreThereFromTheBeginning() {
        var invoice =
                rows("SELECT Name, Total__c, Status__c, At__c, Account__r.Key__c FROM Invoice__c"
                                + " WHERE Number__c = '1'")
                        .get(0);

        assertThat(invoice.get("Name").asString()).isEqualTo("INV-00001");
        assertThat(invoice.get("Status__c").asString()).isEqualTo("Draft");
        assertThat(invoice.get("At__c").asString()).isEqualTo("09:30:00.000Z");
        assertThat(invoice.get("Account__r").get("Key__c").asString()).isEqualTo("A-1");
        assertThat(rows("SELECT Id FROM Contact")).hasSize(50);
    }

    @Test
    void aValidationRuleRefusesInItsWords() {
        var answer = admin.post(SOBJECTS + "Invoice__c", invoice("v1", ",\"Status__c\":\"Paid\""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "[{\"message\":\"A paid invoice has a total.\","
                                + "\"errorCode\":\"FIELD_CUSTOM_VALIDATION_EXCEPTION\","
                                + "\"fields\":[\"Total__c\"]}]");
    }

    @Test
    void aRuleMaySeeWhatChanged() {
        var id = admin.create("Invoice__c", invoice("c1", ""));

        assertThat(admin.patch(SOBJECTS + "Invoice__c/" + id, "{\"Total__c\":5}").statusCode())
                .isEqualTo(204);
        assertThat(admin.patch(SOBJECTS + "Invoice__c/" + id, "{\"Number__c\":\"c2\"}").body())
                .contains("The number of an invoice does not change.");
    }

    @Test
    void aRestrictedPicklistTakesNothingElse() {
        assertThat(
                        admin.post(
                                        SOBJECTS + "Invoice__c",
                                        invoice("p1", ",\"Status__c\":\"Lost\""))
                                .body())
                .isEqualTo(
                        "[{\"message\":\"Status: bad value for restricted picklist field: Lost\","
                                + "\"errorCode\":\"INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST\","
                                + "\"fields\":[\"Status__c\"]}]");
    }

    @Test
    void triggersSetFieldsAndCreateRows() {
        var id =
                admin.create(
                        "Account",
                        "{\"Name\":\"Big\",\"AnnualRevenue\":2000000,\"Type\":\"Prospect\"}");

        assertThat(rows("SELECT Rating FROM Account WHERE Id = '" + id + "'").get(0).get("Rating"))
                .hasToString("\"Hot\"");
        var task = rows("SELECT Subject FROM Task WHERE WhatId = '" + id + "'").get(0);
        assertThat(task.get("Subject").asString()).isEqualTo("Call Big");
    }

    @Test
    void aTriggerFailsARow() {
        assertThat(
                        admin.post(
                                        SOBJECTS + "Lead",
                                        "{\"LastName\":\"L\",\"Company\":\"Test Inc\"}")
                                .body())
                .contains("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Test companies are not wanted.");
    }

    @Test
    void aDuplicateNamesTheRowItIs() {
        var id =
                admin.create(
                        "Lead",
                        "{\"LastName\":\"One\",\"Company\":\"C\",\"Email\":\"one@x.example\"}");

        var answer =
                admin.post(
                        SOBJECTS + "Lead",
                        "{\"LastName\":\"Two\",\"Company\":\"C\",\"Email\":\"ONE@x.example\"}");

        var error = Client.json(answer).get(0);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.get("errorCode").asString()).isEqualTo("DUPLICATES_DETECTED");
        assertThat(error.get("message").asString()).isEqualTo("Use one of these records?");
        var match = error.get("duplicateResut").get("matchResults").get(0);
        assertThat(error.get("duplicateResut").get("allowSave").asBoolean()).isTrue();
        assertThat(match.get("matchRecords").get(0).get("record").get("Id").asString())
                .isEqualTo(id);
        var insisting =
                admin.send(
                        admin.request(SOBJECTS + "Lead")
                                .header("Content-Type", "application/json")
                                .header("Sforce-Duplicate-Rule-Header", "allowSave=true")
                                .POST(
                                        java.net.http.HttpRequest.BodyPublishers.ofString(
                                                "{\"LastName\":\"Two\",\"Company\":\"C\","
                                                        + "\"Email\":\"one@x.example\"}")));
        assertThat(insisting.statusCode()).isEqualTo(201);
    }

    @Test
    void aCaseGoesToWhomTheRuleNames() {
        var id = admin.create("Case", "{\"Subject\":\"Fire\",\"Priority\":\"High\"}");

        assertThat(
                        rows("SELECT Owner.Username FROM Case WHERE Id = '" + id + "'")
                                .get(0)
                                .get("Owner")
                                .get("Username")
                                .asString())
                .isEqualTo("loader@acme.example");
    }

    @Test
    void aCollectionTellsOfDuplicatesRowByRow() {
        admin.create("Lead", "{\"LastName\":\"A\",\"Company\":\"C\",\"Email\":\"a@x.example\"}");

        var answer =
                admin.post(
                        ROOT + "composite/sobjects",
                        "{\"records\":[{\"attributes\":{\"type\":\"Lead\"},"
                                + "\"LastName\":\"B\",\"Company\":\"C\",\"Email\":\"a@x.example\"},"
                                + "{\"attributes\":{\"type\":\"Lead\"},"
                                + "\"LastName\":\"C\",\"Company\":\"C\"}]}");

        var results = Client.json(answer);
        assertThat(results.get(0).get("errors").get(0).get("duplicateResult").get("duplicateRule"))
                .hasToString("\"Lead_By_Email\"");
        assertThat(results.get(1).get("success").asBoolean()).isTrue();
    }

    @Test
    void aHiddenFieldIsNoField() {
        var describe = Client.json(loader.get(SOBJECTS + "Account/describe")).get("fields");

        assertThat(describe.valueStream().map(field -> field.get("name").asString()))
                .contains("Rating")
                .doesNotContain("AnnualRevenue");
        assertThat(loader.post(SOBJECTS + "Account", "{\"Name\":\"X\",\"AnnualRevenue\":1}").body())
                .contains("INVALID_FIELD", "No such column 'AnnualRevenue'");
        assertThat(loader.post(SOBJECTS + "Account", "{\"Name\":\"X\",\"Rating\":\"Hot\"}").body())
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE", "Rating");
    }

    @Test
    void whatIsHiddenIsNeitherQueriedNorRetrieved() {
        var id = admin.create("Account", "{\"Name\":\"Seen\",\"AnnualRevenue\":5}");

        assertThat(loader.get(SOBJECTS + "Account/" + id).body())
                .contains("Seen")
                .doesNotContain("AnnualRevenue");
        assertThat(admin.get(SOBJECTS + "Account/" + id).body()).contains("AnnualRevenue");
        assertThat(loader.query("SELECT AnnualRevenue FROM Account").body())
                .contains("INVALID_FIELD");
        assertThat(loader.query("SELECT Id FROM Case").body()).contains("INVALID_TYPE");
        assertThat(loader.get(SOBJECTS + "Case/500Hr0000000001").statusCode()).isEqualTo(404);
    }

    @Test
    void aProfileMayNotWriteWhatItOnlyReads() {
        var answer = loader.post(SOBJECTS + "Campaign", "{\"Name\":\"Mine\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("INSUFFICIENT_ACCESS_OR_READONLY");
        assertThat(loader.get(SOBJECTS + "Case/describe").statusCode()).isEqualTo(404);
    }

    @Test
    void anAccountWithInvoicesStays() {
        var account = rows("SELECT Id FROM Account WHERE Key__c = 'A-1'").get(0).get("Id");

        assertThat(admin.delete(SOBJECTS + "Account/" + account.asString()).body())
                .contains("DELETE_FAILED", "following invoices");
    }

    @Test
    void aCostMakesTheAnswerLater() {
        var start = System.nanoTime();

        admin.create("Invoice__c", invoice("t1", ""));

        assertThat(System.nanoTime() - start).isGreaterThan(19_000_000);
    }

    @Test
    void whatAProfileHidesIsHiddenFromBulkToo() {
        var asked = "{\"operation\":\"query\",\"query\":\"SELECT AnnualRevenue FROM Account\"}";
        assertThat(loader.post(ROOT + "jobs/query", asked).body())
                .contains("INVALID_FIELD", "No such column 'AnnualRevenue'");
        assertThat(admin.post(ROOT + "jobs/query", asked).statusCode()).isEqualTo(200);
        assertThat(
                        loader.post(
                                        ROOT + "jobs/ingest",
                                        "{\"operation\":\"insert\",\"object\":\"Case\"}")
                                .body())
                .contains("INVALIDENTITY", "Entity 'Case' is not supported by the Bulk API.");
        assertThat(
                        AsyncCalls.post(
                                        loader,
                                        "",
                                        "application/xml",
                                        AsyncCalls.jobXml("query", "Case", "CSV", ""))
                                .body())
                .contains("InvalidEntity");
    }

    @Test
    void whatAProfileHidesIsHiddenFromGraphqlToo() {
        assertThat(graphql("Case { edges { node { Id } } }"))
                .contains("Field 'Case' in type 'RecordQuery' is undefined");
        assertThat(graphql("Account { edges { node { AnnualRevenue { value } } } }"))
                .contains("Field 'AnnualRevenue' in type 'Account' is undefined");
        assertThat(graphql("Account(orderBy: {AnnualRevenue: {order: ASC}}) { edges { cursor } }"))
                .contains("No such column 'AnnualRevenue'");
        assertThat(graphql("Account { edges { node { Cases { edges { cursor } } } } }"))
                .contains("Field 'Cases' in type 'Account' is undefined");
    }

    private static String graphql(String query) {
        return loader.post(
                        ROOT + "graphql",
                        "{\"query\":\"query { uiapi { query { " + query + " } } }\"}")
                .body();
    }
}
