package headroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.testing.Serves;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/// The Bulk APIs' own allowances roll like the org's calls.
@Serves("Counting: Bulk batches, query jobs and result bytes of the day")
class BulkCountsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final BulkCounts counts = new BulkCounts(BulkOptions.DEFAULTS.withDaily(2, 1));

    @Test
    void aBatchIsFreeAgainInTheSecondOfTheNextDay() {
        assertThat(counts.takeBatch(NOON)).isTrue();
        assertThat(counts.takeBatch(NOON.plusSeconds(1))).isTrue();

        assertThat(counts.takeBatch(NOON.plusSeconds(86_399))).isFalse();
        assertThat(counts.takeBatch(NOON.plusSeconds(86_400))).isTrue();
        assertThat(counts.batches(NOON.plusSeconds(86_400))).isEqualTo(2);
        assertThat(counts.batches(NOON.plusSeconds(86_401))).isEqualTo(1);
    }

    @Test
    void queryJobsHaveAnAllowanceOfTheirOwn() {
        assertThat(counts.takeQueryJob(NOON)).isTrue();
        assertThat(counts.takeQueryJob(NOON)).isFalse();
        assertThat(counts.queryJobs(NOON)).isEqualTo(1);
        assertThat(counts.batches(NOON)).isZero();
    }

    @Test
    void resultsCountByTheirSize() {
        counts.addResult(NOON, 1_500_000);
        counts.addResult(NOON, 1_600_000);

        assertThat(counts.resultMb(NOON)).isEqualTo(3);
    }
}
