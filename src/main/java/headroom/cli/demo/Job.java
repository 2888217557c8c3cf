package headroom.cli.demo;

import java.io.IOException;
import java.util.SplittableRandom;

/// The work of one worker: each step is one call. One-owner.
interface Job {
    /// Makes the next call and says what the org made of it.
    Result step(SplittableRandom random) throws IOException, InterruptedException;

    /// What an answer means to the one who asked.
    enum Result {
        DONE,
        /// An error that the next call may not have.
        FAILED,
        /// The org's allocation is spent.
        REFUSED
    }

    static Result of(int status, String body) {
        if (body.contains("REQUEST_LIMIT_EXCEEDED")) {
            return Result.REFUSED;
        }
        return status < 400 ? Result.DONE : Result.FAILED;
    }
}
