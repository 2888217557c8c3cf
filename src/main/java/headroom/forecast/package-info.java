/// Foresight over values: when the rolling 24 hours run out, when they recover, who drives it.
///
/// Its door is [headroom.forecast.Forecaster]: what is known goes in as a [headroom.forecast.Past],
/// a [headroom.forecast.Forecast] comes out, the same for the same past. It touches no file, no
/// socket and no clock, and knows of Salesforce only that calls age out after 24 hours.
@NullMarked
package headroom.forecast;

import org.jspecify.annotations.NullMarked;
