package headroom.watch;

import java.io.IOException;

/// A call of Headroom's own that an org answered with an error.
public final class CallRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient OrgAnswer answer;

    /// @param what was asked for, in words
    CallRefused(String what, OrgAnswer answer) {
        super("the org refuses " + what + ": " + Refusals.ofCall(answer));
        this.answer = answer;
    }

    public OrgAnswer answer() {
        return answer;
    }
}
