package headroom.ledger;

import headroom.meter.Sighting;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What the writer does for a call, without threads: three group commits (intents, settlements,
/// endings) with journal, folds, window and rollups. The result is per call.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class LedgerAppendBenchmark {
    private static final int CALLS = 1024;
    private static final Ending ENDING = new Ending(420, 1600, 31, Outcome.ANSWERED);

    @Param({"1", "16", "128"})
    private int group;

    private Path folder;
    private Books books;
    private int org;
    private final int[] integrations = new int[12];
    private final int[] kinds = new int[20];
    private long number;

    @Setup
    public void open() throws Exception {
        folder = Files.createTempDirectory("headroom-jmh");
        var connection = LedgerFile.writer(LedgerOptions.at(folder.resolve("ledger.db")));
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("pragma wal_autocheckpoint = 8000");
            connection.setAutoCommit(false);
        }
        var dictionaries = new Dictionaries(connection);
        var windowRows = new WindowRows(connection);
        var now = System.currentTimeMillis() / 1000;
        var meters = new MeterBook(dictionaries.counters(), windowRows, now);
        books = new Books(connection, dictionaries, meters, windowRows, new Gap(), 0);
        connection.commit();
        org = dictionaries.names(Names.ORG).id("00D");
        for (var i = 0; i < integrations.length; i++) {
            integrations[i] = dictionaries.names(Names.INTEGRATION).id("integration " + i);
        }
        for (var i = 0; i < kinds.length; i++) {
            kinds[i] =
                    dictionaries
                            .kinds()
                            .id(new CallKind(ApiFamily.REST, "66.0", "r" + i, "Account", "query"));
        }
    }

    @TearDown
    public void close() throws Exception {
        books.close();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        delete(folder);
    }

    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long append() {
        for (var i = 0; i < CALLS; i += group) {
            books.advance(System.currentTimeMillis() / 1000);
            var calls = new OpenCall[group];
            for (var j = 0; j < group; j++) {
                calls[j] = new OpenCall(intent());
                books.begin(calls[j]);
            }
            commit();
            for (var call : calls) {
                books.settle(call, settlement(), null);
            }
            commit();
            for (var call : calls) {
                books.end(call, ENDING);
            }
            commit();
        }
        return books.committed();
    }

    private void commit() {
        if (!books.write()) {
            throw new IllegalStateException(books.fault());
        }
        books.meters().publish();
    }

    private Settlement settlement() {
        var sighting =
                new Sighting(
                        org, System.currentTimeMillis(), number, 115_000, Sighting.Source.HEADER);
        return new Settlement(200, 1, sighting, Outcome.ANSWERED);
    }

    private Intent intent() {
        var n = ++number;
        return new Intent(
                "4f1c2b7a-" + n,
                System.currentTimeMillis(),
                org,
                integrations[(int) (n * 7 % integrations.length)],
                0,
                kinds[(int) (n * 11 % kinds.length)],
                1,
                false);
    }

    private static void delete(Path folder) throws IOException {
        Files.delete(folder);
    }
}
