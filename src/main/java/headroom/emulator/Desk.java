package headroom.emulator;

import headroom.emulator.call.Answer;
import headroom.emulator.call.ApiFailure;
import headroom.emulator.call.Call;
import headroom.emulator.call.Caller;
import headroom.emulator.call.Handler;
import headroom.emulator.call.Session;
import headroom.emulator.call.Work;
import headroom.emulator.eventlog.BookedCall;
import headroom.emulator.eventlog.CallLog;
import headroom.emulator.http.Fault;
import headroom.emulator.http.OrgDoor;
import headroom.emulator.http.Outcome;
import headroom.emulator.org.Org;
import headroom.salesforce.LimitInfo;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.util.List;

/// The way of a call through the org: route, session, faults, limits, work, books, limit header.
/// One owner.
final class Desk implements OrgDoor {
    private static final System.Logger LOG = System.getLogger(Desk.class.getName());
    private static final int GONE_WRONG = 503;

    private final Org org;
    private final Gauge gauge;
    private final Gate gate;
    private final Troubles troubles;
    private final CallLog log;
    private final List<Handler> routes;
    private final ChargeRules rules;

    Desk(Org org, Gauge gauge, Gate gate, Troubles troubles, CallLog log, List<Handler> routes) {
        this.org = org;
        this.gauge = gauge;
        this.gate = gate;
        this.troubles = troubles;
        this.log = log;
        this.routes = List.copyOf(routes);
        this.rules = org.options().charges();
    }

    @Override
    public Outcome answer(Call call) {
        log.step(call);
        for (var route : routes) {
            var work = route.open(call);
            if (work.isPresent()) {
                return serve(call, work.get());
            }
        }
        return troubles.lost(
                call,
                Answer.of(
                        404,
                        "text/html;charset=UTF-8",
                        "<html><body>URL No Longer Exists</body></html>"));
    }

    private Outcome serve(Call call, Work work) {
        var needsSession = work.access() == Work.Access.SESSION;
        var session =
                needsSession
                        ? org.sessions().find(work.token(), call.at()).orElse(null)
                        : Session.NONE;
        var caller = caller(work, session == null ? Session.NONE : session);
        var fault = troubles.strike(call, caller);
        if (session == null) {
            var charge = rules.unauthorized() ? work.charge() : 0;
            var refused = work.refuse(ApiFailure.invalidSession());
            return booked(call, work, Session.NONE, charge, refused, fault);
        }
        var refusal = gate.refusal(call, work, caller);
        if (refusal != null) {
            var charge = rules.limitRefusals() ? work.charge() : 0;
            return booked(call, work, session, charge, work.refuse(refusal), fault);
        }
        var answer = work(call, work, session, fault);
        var charge = gate.charge(call, work, rules.settled(work.charge(), answer.status()));
        return booked(call, work, session, charge, answer, fault);
    }

    private static Caller caller(Work work, Session session) {
        return session.equals(Session.NONE)
                ? work.claimed()
                : session.caller(work.claimed().client());
    }

    /// Does the work, unless a fault stands in its place. Work that lasts too long is taken back.
    private Answer work(Call call, Work work, Session session, @Nullable Fault fault) {
        if (fault != null && fault.isBefore()) {
            return troubles.instead(fault, work, Answer.empty(GONE_WRONG));
        }
        var before = org.store().savepoint();
        var answer = timed(call, work, session).after(troubles.latency(call, fault));
        var timeout = gate.timeout(work);
        if (answer.delay().compareTo(timeout) >= 0) {
            org.store().rollback(before);
            return work.refuse(Gate.timedOut(work)).after(timeout);
        }
        org.store().release(before);
        return fault == null ? answer : troubles.instead(fault, work, answer);
    }

    /// The work is done at once; what it would take a real org makes the answer later.
    private Answer timed(Call call, Work work, Session session) {
        org.workTime().begin();
        org.store().viewAs(org.access(), session.userId());
        var answer = run(call, work, session);
        org.store().viewAsSystem();
        org.flush();
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

    private Outcome booked(
            Call call,
            Work work,
            Session session,
            int charge,
            Answer answer,
            @Nullable Fault fault) {
        var caller = caller(work, session);
        var booked =
                new BookedCall(
                        call.requestId(),
                        call.at(),
                        charge,
                        caller,
                        work.name(),
                        answer.status(),
                        call.clientIp());
        gauge.book(booked);
        log.write(booked, call, answer, session.token());
        var usage = gauge.usage(caller);
        var sealed =
                work.seal(answer, usage).withReplaced(LimitInfo.HEADER, usage.shown().render());
        return new Outcome(
                sealed,
                fault == null ? null : fault.kind(),
                new Outcome.Subject(caller.user(), caller.clientName(), charge));
    }
}
