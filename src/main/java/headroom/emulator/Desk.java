package headroom.emulator;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.emulator.eventlog.BookedCall;
import headroom.emulator.eventlog.EventLogRows;
import headroom.emulator.http.Fault;
import headroom.emulator.http.OrgDoor;
import headroom.emulator.org.Org;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.List;

/// The way of a call through the org: route, session, limit, work, books, limit header. One owner.
final class Desk implements OrgDoor {
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());

    private final Org org;
    private final Books books;
    private final EventLogRows logRows;
    private final List<Handler> routes;
    private final ChargeRules rules;
    private final long refusedFrom;
    private boolean logBroken;

    Desk(Org org, Books books, EventLogRows logRows, List<Handler> routes) {
        this.org = org;
        this.books = books;
        this.logRows = logRows;
        this.routes = List.copyOf(routes);
        this.rules = org.options().charges();
        this.refusedFrom = org.options().max() + org.options().grace();
    }

    @Override
    public Answer answer(Call call, Fault.@Nullable Status instead) {
        logRows.step(call.at());
        for (var route : routes) {
            var work = route.open(call);
            if (work.isPresent()) {
                return serve(call, work.get(), instead);
            }
        }
        return Answer.of(
                404, "text/html;charset=UTF-8", "<html><body>URL No Longer Exists</body></html>");
    }

    private Answer serve(Call call, Work work, Fault.@Nullable Status instead) {
        var session = Session.NONE;
        if (work.access() == Work.Access.SESSION) {
            var found = org.sessions().find(work.token(), call.at());
            if (found.isEmpty()) {
                var charge = rules.unauthorized() ? work.charge() : 0;
                return booked(
                        call, work, session, charge, work.refuse(ApiFailure.invalidSession()));
            }
            session = found.get();
        }
        if (work.charge() > 0 && books.used() >= refusedFrom) {
            var charge = rules.limitRefusals() ? work.charge() : 0;
            return booked(call, work, session, charge, work.refuse(ApiFailure.requestLimit()));
        }
        var answer = instead == null ? timed(call, work, session) : faulty(instead);
        return booked(call, work, session, rules.settled(work.charge(), answer.status()), answer);
    }

    private static Answer faulty(Fault.Status fault) {
        return Answer.of(fault.status(), fault.contentType(), fault.body());
    }

    /// The work is done at once; what it would take a real org makes the answer later.
    private Answer timed(Call call, Work work, Session session) {
        org.workTime().begin();
        var answer = run(call, work, session);
        var cost = org.workTime().end();
        return cost.isZero() ? answer : answer.after(cost);
    }

    private static Answer run(Call call, Work work, Session session) {
        try {
            return work.run(session);
        } catch (ApiFailure failure) {
            return work.refuse(failure);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a call broke the emulator: " + call, e);
            return work.refuse(
                    new ApiFailure(
                            500,
                            "UNKNOWN_EXCEPTION",
                            "An unexpected error occurred. Please include this ErrorId if you"
                                    + " contact support: "
                                    + call.requestId()));
        }
    }

    /// A disk that cannot take the usage log stops the log, not the org.
    private void log(BookedCall call) {
        if (logBroken) {
            return;
        }
        try {
            org.logs().write(call);
        } catch (UncheckedIOException e) {
            logBroken = true;
            LOG.log(Level.WARNING, "no usage log from here on: " + e.getMessage(), e);
        }
    }

    private Answer booked(Call call, Work work, Session session, int charge, Answer answer) {
        var caller =
                session.equals(Session.NONE)
                        ? work.claimed()
                        : session.caller(work.claimed().client());
        var booked =
                new BookedCall(
                        call.requestId(),
                        call.at(),
                        charge,
                        caller,
                        work.name(),
                        answer.status(),
                        call.clientIp());
        books.book(booked);
        log(booked);
        return work.seal(answer, org.usage());
    }
}
