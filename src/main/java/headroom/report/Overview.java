package headroom.report;

import java.time.Instant;
import java.util.List;

/// Everything known at one moment, org by org. Immutable.
///
/// @param asOf the moment, on the orgs' clock
/// @param live false when read from the file of a gateway that may have stopped since
/// @param orgs in the order they were declared or first seen
public record Overview(Instant asOf, boolean live, List<OrgOverview> orgs) {
    public Overview {
        orgs = List.copyOf(orgs);
    }
}
