package headroom.emulator;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Work;
import headroom.emulator.http.Fault;
import headroom.emulator.http.Faults;
import headroom.emulator.http.Latencies;
import headroom.emulator.http.Outcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What goes wrong with a call on purpose, and how long it takes. One owner: the event loop.
final class Troubles {
    private final Faults faults;
    private final Latencies latencies;

    Troubles(Faults faults, Latencies latencies) {
        this.faults = faults;
        this.latencies = latencies;
    }

    @Nullable Fault strike(Call call, Caller caller) {
        return faults.strike(call.target().path(), call.method(), caller).orElse(null);
    }

    /// How much later than the work the answer leaves.
    Duration latency(Call call, @Nullable Fault fault) {
        var usual = latencies.next(call.target().path());
        return fault != null && fault.kind() instanceof Fault.Latency late
                ? usual.plus(late.delay())
                : usual;
    }

    /// What is answered in place of the work's own answer, if the fault is of that kind.
    Answer instead(Fault fault, Work work, Answer answer) {
        return switch (fault.kind()) {
            case Fault.Status(var status, var contentType, var body) ->
                    Answer.of(status, contentType, body).after(answer.delay());
            case Fault.Refusal(var status, var code, var message) ->
                    work.refuse(new ApiFailure(status, code, message)).after(answer.delay());
            case Fault.Latency _,
                    Fault.SlowBody _,
                    Fault.ResetBeforeHead _,
                    Fault.ResetMidBody _,
                    Fault.TruncatedBody _ ->
                    answer;
        };
    }

    /// The answer where no route takes the call: faults strike there too.
    Outcome lost(Call call, Answer answer) {
        var fault = strike(call, Caller.nobody(""));
        if (fault == null) {
            return Outcome.of(answer);
        }
        var shown =
                fault.kind() instanceof Fault.Status(var status, var contentType, var body)
                        ? Answer.of(status, contentType, body)
                        : answer.after(latency(call, fault));
        return new Outcome(shown, fault.kind(), Outcome.Subject.NOBODY);
    }
}
