package headroom.clients;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.clients.camel.Account;
import headroom.clients.camel.Order_Line__c;
import headroom.testing.Serves;

import org.apache.camel.component.salesforce.api.dto.DeleteSObjectResult;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatch;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatchResponse;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectComposite;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectCompositeResponse;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectTree;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// camel-salesforce 4.18.0 with many rows in one call.
@Serves("Clients: camel-salesforce 4.18.0, direct and through the gateway")
@Serves({
    "POST composite",
    "POST composite/batch",
    "POST composite/tree/{}",
    "POST composite/sobjects",
    "PATCH composite/sobjects",
    "DELETE composite/sobjects",
    "PATCH composite/sobjects/{}/{}"
})
class CamelCompositeTest {
    @Test
    void worksWithManyRowsInOneCall() throws Exception {
        var said =
                BothWays.same((place, told) -> {
                    try (var camel = CamelRun.at(place)) {
                        collections(camel, told);
                        batch(camel, told);
                        composite(camel, told);
                        tree(camel, told);
                        other(camel, told);
                    }
                });

        assertThat(said)
                .contains(
                        "made true REQUIRED_FIELD_MISSING",
                        "changed true",
                        "upsert true",
                        "deleted true",
                        "batch true [201, 200, 404]",
                        "composite [201, 200]",
                        "tree true 2",
                        "search 1");
    }

    private static void collections(CamelRun camel, List<String> told) {
        var rows = List.of(Account.named("Collected"), new Account());
        var made = (List<?>) camel.ask("compositeCreateSObjectCollections", rows);
        var first = (SaveSObjectResult) made.getFirst();
        var second = (SaveSObjectResult) made.getLast();
        told.add("made " + first.getSuccess() + " " + second.getErrors().getFirst().getErrorCode());
        var change = Account.named("Changed");
        change.setId(first.getId());
        var changed = (List<?>) camel.ask("compositeUpdateSObjectCollections", List.of(change));
        told.add("changed " + ((SaveSObjectResult) changed.getFirst()).getSuccess());
        var read =
                (List<?>)
                        camel.ask(
                                "compositeRetrieveSObjectCollections?sObjectName=Account"
                                        + "&sObjectFields=Name",
                                null,
                                Map.of("sObjectIds", first.getId()));
        told.add("read " + ((Account) read.getFirst()).getName());
        var lines = List.of(Order_Line__c.numbered("N1", "one"));
        var upserted =
                (List<?>)
                        camel.ask(
                                "compositeUpsertSObjectCollections?sObjectName=Order_Line__c"
                                        + "&sObjectIdName=Number__c",
                                lines);
        told.add("upsert " + ((UpsertSObjectResult) upserted.getFirst()).getCreated());
        var deleted =
                (List<?>)
                        camel.ask(
                                "compositeDeleteSObjectCollections",
                                null,
                                Map.of("sObjectIds", first.getId()));
        told.add("deleted " + ((DeleteSObjectResult) deleted.getFirst()).getSuccess());
    }

    private static void batch(CamelRun camel, List<String> told) {
        var batch = new SObjectBatch("62.0");
        batch.addCreate(Account.named("Batched"));
        batch.addLimits();
        batch.addGet("Account", "001Hr0000000999", "Name");
        var answer = (SObjectBatchResponse) camel.ask("composite-batch", batch);
        var codes = answer.getResults().stream().map(one -> one.getStatusCode()).toList();
        told.add("batch " + answer.hasErrors() + " " + codes);
    }

    private static void composite(CamelRun camel, List<String> told) {
        var composite = new SObjectComposite("62.0", true);
        composite.addCreate(Account.named("Composed"), "first");
        composite.addGet("Account", "@{first.id}", "second", "Name");
        var answer = (SObjectCompositeResponse) camel.ask("composite", composite);
        var codes =
                answer.getCompositeResponse().stream().map(one -> one.getHttpStatusCode()).toList();
        told.add("composite " + codes);
    }

    private static void tree(CamelRun camel, List<String> told) {
        var tree = new SObjectTree();
        tree.addObject(Account.named("Tree"));
        tree.addObject(Account.named("Bush"));
        var grown = (SObjectTree) camel.ask("composite-tree", tree);
        var ids = grown.allObjects().filter(row -> row.getId() != null).count();
        told.add("tree " + (ids == 2) + " " + grown.size());
    }

    private static void other(CamelRun camel, List<String> told) {
        camel.ask("createSObject", Account.named("Needle"));
        var found = camel.ask("search", "FIND {Needle} IN ALL FIELDS RETURNING Account(Id, Name)");
        var rows =
                found instanceof org.apache.camel.component.salesforce.api.dto.SearchResult2 result
                        ? result.getSearchRecords()
                        : (List<?>) found;
        told.add("search " + rows.size());
        told.add("recent " + ((List<?>) camel.ask("recent", null)).isEmpty());
    }
}
