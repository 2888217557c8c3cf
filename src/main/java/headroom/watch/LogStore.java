package headroom.watch;

import headroom.history.History.Brought;
import headroom.history.LogSource;

import java.io.IOException;
import java.util.List;

/// Where fetched event logs go. Blocking.
@FunctionalInterface
public interface LogStore {
    /// Is told of each file, in the order in which they were given.
    interface Reception {
        void brought(LogSource source, Brought brought);

        /// A file that is no log of API use, whenever it is read.
        void refused(LogSource source, String why);

        /// A file that could not be brought just now, and may be another time.
        void failed(LogSource source, String why);
    }

    /// Brings an org's files, sums up the days they touch and sees to it that they are booked.
    ///
    /// @return false if somebody else has had the history all the time; nothing is done then
    boolean bring(String org, List<LogSource> sources, Reception reception)
            throws IOException, InterruptedException;
}
