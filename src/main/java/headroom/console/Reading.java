package headroom.console;

import java.util.function.DoubleSupplier;

/// A figure that another room wants among the metrics.
///
/// @param name in Micrometer's dotted form, such as `headroom.gateway.calls`
/// @param counter whether it only ever grows
public record Reading(String name, String help, boolean counter, DoubleSupplier value) {}
