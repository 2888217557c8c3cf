package headroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import headroom.report.OwnSpending.Purpose;
import headroom.salesforce.ApiFamily;
import headroom.salesforce.CallKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a call of Headroom's own is for.
class OwnSpendingTest {
    @ParameterizedTest
    @ValueSource(strings = {"EventLogFile", "ApiTotalUsageEventLog", "User"})
    void readingLogsAndNamingTheirUsersIsForLogs(String object) {
        assertThat(Purpose.of(query(object))).isEqualTo(Purpose.LOGS);
    }

    @Test
    void aQueryForEntitlementsIsForLimits() {
        assertThat(Purpose.of(query("TenantUsageEntitlement"))).isEqualTo(Purpose.LIMITS);
    }

    private static CallKind query(String object) {
        return new CallKind(ApiFamily.REST, "66.0", "query", object, "query");
    }
}
