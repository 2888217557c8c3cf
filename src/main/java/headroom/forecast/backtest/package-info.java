/// Generated orgs whose future is known, to see how far a forecast is off.
///
/// The door is [headroom.forecast.backtest.Backtest]. A world is made of a seed alone; the forecast
/// sees of it only what a ledger would hold.
@NullMarked
package headroom.forecast.backtest;

import org.jspecify.annotations.NullMarked;
