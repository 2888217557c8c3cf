package headroom.cli;

import headroom.gateway.GatewayOptions.Listen;

import java.io.IOException;

/// Says in one line that an address is taken, and what to do.
final class PortTaken {
    private PortTaken() {}

    /// The failure to throw instead, if that was the reason; otherwise the reason itself, thrown.
    static Failure orElse(IOException e, Listen listen, String part) throws IOException {
        if (!String.valueOf(e.getMessage()).contains("already in use")) {
            throw e;
        }
        return new Failure(
                ExitCodes.UNAVAILABLE,
                "port "
                        + listen.port()
                        + " on "
                        + listen.host()
                        + ", wanted for the "
                        + part
                        + ", is in use: stop what uses it or choose another port",
                e);
    }
}
