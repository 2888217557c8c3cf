package headroom.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/// What becomes of a logged path: counted without the ids in it, and told as what it was.
class LoggedPathsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-18");

    @TempDir private Path folder;

    private List<String> kinds(String object, String path) throws Exception {
        var row =
                LogText.old("100000", "r1")
                        .replace("/v66.0/sobjects/Account/001000000000abc", path)
                        .replace(",Account,", "," + object + ",");
        var file = LogText.write(folder, "ApiTotalUsage-2026-11-18.csv", LogText.OLD, row);
        var now = InstantSource.fixed(Instant.parse("2026-11-19T05:00:00Z"));
        try (var history = History.open(folder.resolve("history"), now)) {
            history.bring(LogSource.of(file), _ -> "acme", Callers.UNDECLARED);
            history.roll(null);
        }
        try (var reader = HistoryReader.open(folder.resolve("history"));
                var duck = new Duck(200, folder.resolve("overflow"))) {
            var sums = SqlText.files(reader.hourFiles("acme", DAY, DAY));
            return duck.list(
                    "select operation || ' ' || resource || ' ' || object from read_parquet("
                            + sums
                            + ")",
                    row1 -> row1.getString(1));
        }
    }

    @Test
    void anObjectWhoseNameIsAsLongAsAnIdKeepsIt() throws Exception {
        assertThat(kinds("", "/v66.0/sobjects/OpportunityLineItem/00kR00000012345AAA"))
                .containsExactly("retrieve sobjects/{object}/{id} OpportunityLineItem");
        assertThat(kinds("", "/v66.0/sobjects/ContentDocument/069R00000012345"))
                .containsExactly("retrieve sobjects/{object}/{id} ContentDocument");
    }

    @Test
    void theDescribeOfACustomObjectIsNoRead() throws Exception {
        assertThat(kinds("Order__c", "/v66.0/sobjects/Order__c/describe"))
                .containsExactly("describe sobjects/{object}/describe Order__c");
        assertThat(kinds("Order__c", "/v66.0/sobjects/Order__c/Number__c/A-17/5"))
                .containsExactly("retrieve sobjects/{object}/{field}/{value} Order__c");
    }

    @Test
    void idsInTheMiddleOfAPathAreLeftOutToo() throws Exception {
        assertThat(kinds("", "/v66.0/jobs/query/750R00000012345AAA/results"))
                .hasSize(1)
                .allMatch(kind -> kind.contains("jobs/query/{id}/results"));
    }
}
