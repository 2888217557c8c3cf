package headroom.cli;

import headroom.gateway.GatewayOptions.Listen;

/// Says in one line that an address is taken, and what to do.
final class PortTaken {
    private PortTaken() {}

    /// The failure to throw instead, if that was the reason; otherwise the reason itself, thrown.
    static <E extends Exception> Failure orElse(E thrown, Listen listen, String part) throws E {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("already in use")) {
                return new Failure(
                        ExitCodes.UNAVAILABLE,
                        "port "
                                + listen.port()
                                + " on "
                                + listen.host()
                                + ", wanted for the "
                                + part
                                + ", is in use: stop what uses it or choose another port",
                        thrown);
            }
        }
        throw thrown;
    }
}
