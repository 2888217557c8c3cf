package headroom.emulator.yaml;

import java.util.List;

/// An org file that cannot be used, with everything that is wrong with it, a line each.
public final class BadOrgFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param problems such as `acme.yaml:7:5: unknown key …`
    BadOrgFile(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
    }
}
