package headroom.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headroom.salesforce.Allocation.Term;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;

class AllocationTest {
    @Nested
    class Official {
        @Test
        void enterpriseWithFifteenLicences() {
            var allocation = Allocation.of(Edition.ENTERPRISE, Map.of(LicenceType.SALESFORCE, 15));

            assertThat(allocation.calls()).isEqualTo(115_000);
            assertThat(allocation.certainty()).isEqualTo(Certainty.CERTAIN);
            assertThat(allocation.terms())
                    .containsExactly(
                            new Term("base", 1, 100_000), new Term("salesforce", 15, 1_000));
        }

        @Test
        void enterpriseWithOneCustomerCommunityPlus() {
            assertThat(
                            calls(
                                    Edition.ENTERPRISE,
                                    Map.of(
                                            LicenceType.SALESFORCE,
                                            6,
                                            LicenceType.CUSTOMER_COMMUNITY_PLUS,
                                            1)))
                    .isEqualTo(106_200);
        }

        @Test
        void unlimitedWithThreeKindsOfLicence() {
            assertThat(
                            calls(
                                    Edition.UNLIMITED,
                                    Map.of(
                                            LicenceType.SALESFORCE,
                                            100,
                                            LicenceType.SALESFORCE_PLATFORM,
                                            50,
                                            LicenceType.PARTNER_COMMUNITY,
                                            500)))
                    .isEqualTo(950_000);
        }

        @Test
        void customerCommunityBringsNothing() {
            assertThat(
                            calls(
                                    Edition.ENTERPRISE,
                                    Map.of(
                                            LicenceType.SALESFORCE,
                                            10,
                                            LicenceType.CUSTOMER_COMMUNITY,
                                            1_000)))
                    .isEqualTo(110_000);
        }

        @ParameterizedTest
        @CsvSource({
            "salesforce,1000,5000",
            "salesforce-platform,1000,5000",
            "lightning-platform-one-app,200,200",
            "customer-community,0,0",
            "customer-community-login,0,0",
            "customer-community-plus,200,200",
            "customer-community-plus-login,10,10",
            "partner-community,200,200",
            "partner-community-login,10,10",
            "external-identity-25k,70000,70000",
            "external-identity-250k,750000,750000",
            "external-identity-1m,4000000,4000000",
            "lightning-platform-starter,200,200",
            "lightning-platform-plus,1000,5000",
        })
        void everyLicenceHasItsRate(String word, int enterprise, int unlimited) {
            var type = LicenceType.find(word).orElseThrow();
            assertThat(type.rate(Edition.ENTERPRISE)).isEqualTo(enterprise);
            assertThat(type.rate(Edition.PROFESSIONAL)).isEqualTo(enterprise);
            assertThat(type.rate(Edition.UNLIMITED)).isEqualTo(unlimited);
            assertThat(type.rate(Edition.PERFORMANCE)).isEqualTo(unlimited);
        }

        @Test
        void developerAndFullSandboxAreFlat() {
            var licences = Map.of(LicenceType.SALESFORCE, 1_000);
            assertThat(calls(Edition.DEVELOPER, licences)).isEqualTo(15_000);
            assertThat(calls(Edition.FULL_SANDBOX, licences)).isEqualTo(5_000_000);
        }

        @Test
        void noCapStandsInTheTable() {
            assertThat(calls(Edition.UNLIMITED, Map.of(LicenceType.SALESFORCE, 4_237)))
                    .isEqualTo(21_285_000);
        }
    }

    /// What salesforcedictionary.com and crmarcade.com say, which the official table contradicts.
    @Nested
    class BlogFigures {
        @Test
        void theBlogLeavesOutTheBase() {
            var blog = 15 * 1_000;
            assertThat(calls(Edition.ENTERPRISE, Map.of(LicenceType.SALESFORCE, 15)))
                    .isEqualTo(100_000 + blog);
        }

        @Test
        void theBlogsUnlimitedBaseIsNotTheOfficialOne() {
            var blog = 500_000;
            assertThat(calls(Edition.UNLIMITED, Map.of())).isEqualTo(100_000).isNotEqualTo(blog);
        }

        @Test
        void theBlogsCommunityRatesAreNotTheOfficialOnes() {
            var blogCommunity = 200;
            var blogPlus = 1_000;
            assertThat(LicenceType.CUSTOMER_COMMUNITY.rate(Edition.ENTERPRISE))
                    .isZero()
                    .isNotEqualTo(blogCommunity);
            assertThat(LicenceType.CUSTOMER_COMMUNITY_PLUS.rate(Edition.ENTERPRISE))
                    .isEqualTo(200)
                    .isNotEqualTo(blogPlus);
        }

        @Test
        void theBlogsDeveloperFigureIsRight() {
            assertThat(calls(Edition.DEVELOPER, Map.of())).isEqualTo(15_000);
        }
    }

    @Nested
    class Unsure {
        @ParameterizedTest
        @EnumSource(
                names = {
                    "PARTIAL_SANDBOX",
                    "DEVELOPER_PRO_SANDBOX",
                    "DEVELOPER_SANDBOX",
                    "SCRATCH",
                    "TRIAL"
                })
        void whatNoTableNamesIsAnOption(Edition edition) {
            var flat = new FlatAllocations(7, 7, 7, 7, 7);
            var allocation = Allocation.of(edition, Map.of(), 0, flat);

            assertThat(allocation.calls()).isEqualTo(7);
            assertThat(allocation.certainty()).isEqualTo(Certainty.UNSURE);
        }

        @Test
        void theDefaultsAreWhatCapturesAndBlogsShow() {
            assertThat(calls(Edition.DEVELOPER_SANDBOX, Map.of())).isEqualTo(5_000_000);
            assertThat(calls(Edition.SCRATCH, Map.of())).isEqualTo(15_000);
        }
    }

    @Test
    void addOnsComeOnTop() {
        var allocation =
                Allocation.of(Edition.ENTERPRISE, Map.of(LicenceType.SALESFORCE, 15), 10_000);
        assertThat(allocation.calls()).isEqualTo(125_000);
        assertThat(allocation.terms()).contains(new Term("add-on calls", 1, 10_000));
        assertThat(allocation.terms().stream().mapToLong(Term::calls).sum()).isEqualTo(125_000);
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> calls(Edition.ENTERPRISE, Map.of(LicenceType.SALESFORCE, -1)))
                .hasMessageContaining("salesforce=-1");
        assertThatThrownBy(() -> Allocation.of(Edition.ENTERPRISE, Map.of(), -5))
                .hasMessageContaining("-5");
    }

    @Test
    void onlyPaidOrgsHaveGrace() {
        assertThat(Edition.ENTERPRISE.hasGrace()).isTrue();
        assertThat(Edition.DEVELOPER.hasGrace()).isFalse();
        assertThat(Edition.TRIAL.hasGrace()).isFalse();
        assertThat(Edition.FULL_SANDBOX.hasGrace()).isFalse();
    }

    @Test
    void longRunningCallsAreFewerInDeveloperAndTrialOrgs() {
        assertThat(Edition.ENTERPRISE.longRunningMax()).isEqualTo(25);
        assertThat(Edition.FULL_SANDBOX.longRunningMax()).isEqualTo(25);
        assertThat(Edition.DEVELOPER.longRunningMax()).isEqualTo(5);
        assertThat(Edition.TRIAL.longRunningMax()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void everyEditionIsFoundByItsWord(Edition edition) {
        assertThat(Edition.find(edition.word())).contains(edition);
        assertThat(Edition.find("no-such-edition")).isEmpty();
    }

    private static long calls(Edition edition, Map<LicenceType, Integer> licences) {
        return Allocation.of(edition, licences).calls();
    }
}
