package headroom.emulator.call;

import headroom.salesforce.LimitInfo;

/// A call that a handler took: what it costs, who may ask, and how its family answers.
///
/// The desk asks in this order: access and token, charge, run or refuse, seal. Implementations live
/// for one call and are used by the event loop alone.
public interface Work {
    /// What the usage log calls it.
    CallName name();

    /// What Salesforce counts for it if it is answered.
    int charge();

    /// Whether a session is needed.
    Access access();

    /// The session token that came with the call, wherever its family carries it; empty if none.
    String token();

    /// Who the call itself says is calling; for calls that come without a session.
    Caller claimed();

    /// Does the work. Whatever cannot be answered as asked is thrown as an [ApiFailure].
    Answer run(Session session);

    /// Says no in the family's form.
    Answer refuse(ApiFailure failure);

    /// Adds what the family tells of the org's usage, after the call itself was booked.
    Answer seal(Answer answer, Usage usage);

    enum Access {
        OPEN,
        SESSION
    }

    /// The org's own count at that moment.
    ///
    /// @param shown what the limit header says of it, parts for bursts and apps included
    record Usage(long used, long max, LimitInfo shown) {
        public Usage(long used, long max) {
            this(used, max, LimitInfo.of(used, max));
        }
    }
}
