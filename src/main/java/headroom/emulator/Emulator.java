package headroom.emulator;

import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Handler;
import headroom.emulator.control.Bench;
import headroom.emulator.control.Control;
import headroom.emulator.eventlog.BookedCall;
import headroom.emulator.eventlog.CallLog;
import headroom.emulator.eventlog.EventLogRows;
import headroom.emulator.eventlog.EventLogs;
import headroom.emulator.eventlog.UsageRows;
import headroom.emulator.http.Faults;
import headroom.emulator.http.Front;
import headroom.emulator.http.InFlight;
import headroom.emulator.http.Latencies;
import headroom.emulator.http.Loop;
import headroom.emulator.http.Transcript;
import headroom.emulator.org.Org;
import headroom.emulator.org.OrgUser;

import java.util.HashMap;
import java.util.List;

/// An org in a box: it listens, counts, refuses and remembers nothing after its end. Thread-safe.
public final class Emulator implements AutoCloseable {
    private final EmulatorOptions options;
    private final Books books;
    private final EventLogs logs;
    private final Loop loop;
    private final InFlight inFlight;
    private final Front front;
    private final Org org;

    private Emulator(
            EmulatorOptions options,
            Books books,
            EventLogs logs,
            Loop loop,
            InFlight inFlight,
            Front front,
            Org org) {
        this.options = options;
        this.org = org;
        this.inFlight = inFlight;
        this.books = books;
        this.logs = logs;
        this.loop = loop;
        this.front = front;
    }

    /// Writes the past, then takes calls.
    public static Emulator start(EmulatorOptions options) {
        var clock = options.clock();
        var books = new Books(clock, options.max(), options.lab().booksDetailMax());
        var logs = new EventLogs(options.eventLogs(), options.orgId());
        var loop = new Loop();
        try {
            var gauge = new Gauge(options, books);
            var org = new Org(options, logs, gauge, loop);
            options.history().accept(new PastWriter(org)::write);
            var lab = options.lab();
            var faults = new Faults(lab.seed(), lab.faults());
            var latencies = new Latencies(lab.seed(), lab.latencies());
            var transcript = new Transcript(lab.transcriptMax(), lab.transcriptBodyMax());
            var inFlight = new InFlight(clock, loop);
            var desk =
                    new Desk(
                            org,
                            gauge,
                            new Gate(options, books, gauge, inFlight),
                            new Troubles(faults, latencies),
                            callLog(org, logs),
                            Routes.of(org));
            var bench = new Bench(org, books, faults, latencies, transcript, inFlight);
            var control = new Control(bench);
            var front = Front.start(loop, options, desk, control, inFlight, transcript);
            clock.watch(inFlight);
            return new Emulator(options, books, logs, loop, inFlight, front, org);
        } catch (RuntimeException e) {
            loop.close();
            logs.close();
            throw e;
        }
    }

    private static CallLog callLog(Org org, EventLogs logs) {
        var options = org.options().eventLogs();
        return new CallLog(
                logs,
                new EventLogRows(logs, org.store(), options.release()),
                new UsageRows(org.store(), org.gauge(), options.rowsKept()),
                org.jobEvents());
    }

    /// Turns calls of the past into entries of books and logs.
    private static final class PastWriter {
        private final Org org;
        private final HashMap<String, String> userIds = new HashMap<>();
        private final HashMap<String, String> appIds = new HashMap<>();
        private long count;

        PastWriter(Org org) {
            this.org = org;
        }

        void write(PastCall call) {
            var userId = userIds.computeIfAbsent(call.user(), this::userId);
            var appId = appIds.computeIfAbsent(call.client(), org.apps()::recordId);
            var booked =
                    new BookedCall(
                            requestId(),
                            call.at(),
                            call.charge(),
                            new Caller(call.user(), userId, call.client(), appId, ""),
                            new CallName(
                                    call.family(),
                                    call.version(),
                                    call.method(),
                                    call.resource(),
                                    call.object()),
                            call.status(),
                            "192.0.2.1");
            org.gauge().book(booked);
            org.logs().write(booked);
        }

        private String userId(String username) {
            return org.users().trusted(username, org.now()).map(OrgUser::id).orElse("");
        }

        private String requestId() {
            var digits = Long.toString(++count);
            return "PAST000000000000000000".substring(0, 22 - digits.length()) + digits;
        }
    }

    /// All that this org answers or refuses, for the document that says so.
    List<Handler> routes() {
        return Routes.of(org);
    }

    public int port() {
        return front.port();
    }

    /// Where clients point: `http://127.0.0.1:8443`.
    public String url() {
        return "http://" + options.host() + ":" + port();
    }

    public EmulatorClock clock() {
        return options.clock();
    }

    public Books books() {
        return books;
    }

    @Override
    public void close() {
        clock().unwatch(inFlight);
        loop.close();
        org.end();
        logs.close();
    }
}
