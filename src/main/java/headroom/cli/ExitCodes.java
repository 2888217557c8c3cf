package headroom.cli;

/// What the program's exit codes mean: BSD's sysexits where one fits.
final class ExitCodes {
    static final int OK = 0;

    /// The ledger and the emulator do not agree at the end of a demo.
    static final int DIFFERENT = 1;

    /// The command line was wrong.
    static final int USAGE = 2;

    /// The configuration, or a ledger file, is not what it should be.
    static final int BAD_INPUT = 65;

    /// A file that should be there is not.
    static final int NO_INPUT = 66;

    /// Something needed is not there: a free port, an org, a gateway.
    static final int UNAVAILABLE = 69;

    /// A fault of Headroom's own.
    static final int FAULT = 70;

    /// A file cannot be made or written: no permission.
    static final int CANNOT_WRITE = 73;

    /// The disk is full or failing.
    static final int DISK = 74;

    /// For the foot of every help text.
    static final String[] HELP = {
        "0:it worked",
        "1:the books differ (demo)",
        "2:wrong usage",
        "65:bad configuration or ledger file",
        "66:a file is missing",
        "69:a port is in use, or something needed is not running",
        "70:a fault of Headroom's own",
        "73:no permission to write",
        "74:disk full or failing",
    };

    private ExitCodes() {}
}
