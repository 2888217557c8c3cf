package headroom.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.ledger.Ledger;
import headroom.ledger.LedgerOptions;
import headroom.ledger.Names;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

class UsageImportTest {
    private static final Instant NOW = Instant.parse("2025-10-10T03:05:00Z");

    /// The README sample of 2025 with a column of 2026 more, quoted as Salesforce quotes.
    private static final String FILE =
            """
            "EVENT_TYPE","TIMESTAMP","REQUEST_ID","ORGANIZATION_ID","USER_ID","API_FAMILY","API_VERSION","API_RESOURCE","CLIENT_NAME","HTTP_METHOD","CLIENT_IP","COUNTS_AGAINST_API_LIMIT","CONNECTED_APP_ID","ENTITY_NAME","STATUS_CODE","CONNECTED_APP_NAME","USER_NAME","API_CLIENT_CATEGORY","TIMESTAMP_DERIVED"
            "ApiTotalUsage","20251009183437.652","r-1","00Dx","005x","SOAP","64.0","login","","","1.2.3.4","1","","","200","","user@company.com","UNKNOWN","2025-10-09T18:34:37.652Z"
            "ApiTotalUsage","20251009184000.123","r-2","00Dx","005x","REST","64.0","/v64.0/sobjects/Account","MyConnectedApp","GET","1.2.3.4","1","3MVGx","Account","200","MyApp","user@company.com","UNKNOWN",""
            "ApiTotalUsage","20251009184001.000","r-3","00Dx","005x","REST","64.0","/v64.0/sobjects/Account","","GET","1.2.3.4","0","3MVGx","Account","404","MyApp","user@company.com","UNKNOWN","2025-10-09T18:40:01.000Z"
            "ApiTotalUsage","nonsense","r-4","00Dx","005x","REST","64.0","/v64.0/limits","","GET","1.2.3.4","1","3MVGx","","200","MyApp","user@company.com","UNKNOWN",""
            """;

    @TempDir private Path folder;
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger =
                Ledger.open(
                        LedgerOptions.at(folder.resolve("ledger.db")), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void booksEachLoggedCallAtItsOwnSecondUnderItsCaller() throws IOException {
        var brought = bring(FILE);

        assertThat(brought).isEqualTo(new UsageImport.Brought(3, 3, 2, 0, 1));
        try (var reader = ledger.reader()) {
            var spent = reader.window(ledger.id(Names.ORG, "acme"), NOW);
            assertThat(spent)
                    .anySatisfy(app -> {
                        assertThat(app.name()).isEqualTo("MyApp");
                        assertThat(app.calls()).isEqualTo(2);
                        assertThat(app.charges()).isEqualTo(1);
                        assertThat(app.errors()).isEqualTo(1);
                        assertThat(app.simulated()).isEqualTo(1);
                    });
            var later = Instant.parse("2025-10-10T18:39:59Z");
            assertThat(reader.window(ledger.id(Names.ORG, "acme"), later))
                    .anySatisfy(app -> assertThat(app.charges()).isEqualTo(1));
        }
    }

    @Test
    void booksTheSameFileOnce() throws IOException {
        bring(FILE);

        var again = bring(FILE);

        assertThat(again.booked()).isZero();
        assertThat(again.known()).isEqualTo(3);
        assertThat(ledger.meters().window(ledger.id(Names.ORG, "acme"))).isEqualTo(2);
    }

    @Test
    void takesAFileOfMoreCallsThanOnePart() throws IOException {
        var text =
                new StringBuilder(
                        "TIMESTAMP,REQUEST_ID,API_RESOURCE,API_FAMILY,COUNTS_AGAINST_API_LIMIT\n");
        for (var call = 0; call < 45_000; call++) {
            text.append("20251009120000.000,many-")
                    .append(call)
                    .append(",/v64.0/limits,REST,true\n");
        }

        assertThat(bring(text.toString()).booked()).isEqualTo(45_000);

        try (var reader = ledger.reader()) {
            assertThat(reader.files()).hasSize(3);
        }
    }

    @Test
    void refusesAFileThatIsNoUsageLog() {
        assertThatThrownBy(() -> bring("<html>not a log</html>"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not an ApiTotalUsage file");
    }

    private UsageImport.Brought bring(String text) throws IOException {
        InputStream content = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        var usage =
                new UsageImport(
                        ledger,
                        "acme",
                        true,
                        call -> call.appName().isEmpty() ? "no app" : call.appName());
        return usage.bring("ApiTotalUsage 2025-10-09", content);
    }
}
