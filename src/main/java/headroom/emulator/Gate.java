package headroom.emulator;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.CallName;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Work;
import headroom.emulator.http.InFlight;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Whether the org takes a call, by everything but its session. One owner: the event loop.
final class Gate {
    private static final int FORBIDDEN = 403;

    private final LimitOptions limits;
    private final Books books;
    private final Gauge gauge;
    private final InFlight inFlight;
    private final long refusedFrom;
    private final int longRunningMax;

    Gate(EmulatorOptions options, Books books, Gauge gauge, InFlight inFlight) {
        this.limits = options.limits();
        this.books = books;
        this.gauge = gauge;
        this.inFlight = inFlight;
        this.refusedFrom = options.max() + options.grace();
        this.longRunningMax =
                limits.longRunningMax() < 0
                        ? options.edition().longRunningMax()
                        : limits.longRunningMax();
    }

    /// Why the call is refused; null if it is not.
    @Nullable ApiFailure refusal(Call call, Work work, Caller caller) {
        if (!limits.apiEnabled() && isApi(work)) {
            return disabled(work.name());
        }
        if (work.charge() == 0) {
            return null;
        }
        if (inFlight.areLasting(longRunningMax, limits.longRunningFrom())) {
            return exceeded(limits.longRunningText());
        }
        if (isDebugging(call, work)) {
            return gauge.takeDebugging(call.at()) ? null : ApiFailure.requestLimit();
        }
        if (books.used() >= refusedFrom) {
            return ApiFailure.requestLimit();
        }
        var app = gauge.appUsage(caller.app());
        return app != null && app.used() >= app.max() ? exceeded(limits.appQuotaText()) : null;
    }

    /// What is booked: calls with a DebuggingHeader that pass where the allocation is spent are
    /// taken from their own pool alone.
    int charge(Call call, Work work, int settled) {
        return settled > 0 && books.used() >= refusedFrom && isDebugging(call, work) ? 0 : settled;
    }

    /// SOAP's login is refused too; OAuth and the list of versions are no API calls.
    private static boolean isApi(Work work) {
        return work.charge() > 0 || work.name().family().equals("SOAP");
    }

    private static ApiFailure disabled(CallName name) {
        return new ApiFailure(
                FORBIDDEN,
                "API_DISABLED_FOR_ORG",
                switch (name.family()) {
                    case "SOAP" -> "API is not enabled for this Organization or Partner";
                    case "Bulk" -> "Async API not enabled";
                    default -> "The REST API is not enabled for this Organization.";
                });
    }

    private static ApiFailure exceeded(String text) {
        return new ApiFailure(FORBIDDEN, "REQUEST_LIMIT_EXCEEDED", text);
    }

    private static boolean isDebugging(Call call, Work work) {
        return work.name().family().equals("SOAP")
                && new String(call.body(), StandardCharsets.ISO_8859_1)
                        .contains("DebuggingHeader>");
    }

    /// After which time the org ends such a call.
    Duration timeout(Work work) {
        return isQuery(work.name()) ? limits.queryTimeout() : limits.callTimeout();
    }

    /// What a call that was ended is told. `QUERY_TIMEOUT` is REST's code and
    /// `REQUEST_RUNNING_TOO_LONG` SOAP's by the limits page; the texts are recalled.
    static ApiFailure timedOut(Work work) {
        var isRest = !work.name().family().equals("SOAP");
        return isRest && isQuery(work.name())
                ? new ApiFailure(
                        400, "QUERY_TIMEOUT", "Your query request was running for too long.")
                : new ApiFailure(
                        503,
                        "REQUEST_RUNNING_TOO_LONG",
                        "Your request was running for too long, and has been stopped.");
    }

    private static boolean isQuery(CallName name) {
        if (name.family().equals("SOAP")) {
            return name.resource().startsWith("query");
        }
        var afterVersion = name.resource().indexOf('/', 1);
        return afterVersion > 0 && name.resource().startsWith("query", afterVersion + 1);
    }
}
