package headroom.watch;

import java.io.IOException;

/// Why an org gave no answer, in words for people.
public final class OrgTrouble {
    private OrgTrouble() {}

    public static String words(IOException e) {
        return Refusals.ofNetwork(e);
    }
}
