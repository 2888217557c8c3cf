package headroom.report;

import java.util.List;

/// What one integration did in the rolling 24 hours. Immutable.
///
/// @param calls asked: HTTP requests of the window
/// @param charges counted: what Salesforce charges for them
/// @param share of all charges of the window that the ledger knows, 0 to 1
/// @param metered charges that passed the gateway
/// @param imported charges read from the org's event logs
/// @param simulated charges read from the event logs of a simulated org
/// @param lastHour charges of the last 60 minutes
/// @param hours charges of the last 24 hours, oldest first, the last one ending now
/// @param errors calls refused, answered with an error, or not answered
/// @param dayCharges charges of the current UTC day: not of the window
public record IntegrationFigures(
        String name,
        long calls,
        long charges,
        double share,
        long metered,
        long imported,
        long simulated,
        long lastHour,
        Trend trend,
        List<Long> hours,
        long errors,
        long dayCharges) {

    public IntegrationFigures {
        hours = List.copyOf(hours);
    }
}
