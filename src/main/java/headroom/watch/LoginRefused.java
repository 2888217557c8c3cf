package headroom.watch;

import java.io.IOException;

/// An org that would not let Headroom in.
public final class LoginRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient OrgAnswer answer;

    LoginRefused(OrgAnswer answer) {
        super(
                "the org refused Headroom's login with "
                        + answer.status()
                        + (answer.code().isEmpty() ? "" : " " + answer.code())
                        + (answer.words().isEmpty() ? "" : ": " + answer.words()));
        this.answer = answer;
    }

    public OrgAnswer answer() {
        return answer;
    }
}
