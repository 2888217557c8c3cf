package headroom.salesforce;

import java.util.Locale;
import java.util.Optional;

/// A user licence and the calls a day it brings to the org.
///
/// Source: the platform API allocations in the official limits cheat sheet.
public enum LicenceType {
    SALESFORCE(1_000, 5_000),
    SALESFORCE_PLATFORM(1_000, 5_000),
    LIGHTNING_PLATFORM_ONE_APP(200, 200),
    CUSTOMER_COMMUNITY(0, 0),
    CUSTOMER_COMMUNITY_LOGIN(0, 0),
    CUSTOMER_COMMUNITY_PLUS(200, 200),
    CUSTOMER_COMMUNITY_PLUS_LOGIN(10, 10),
    PARTNER_COMMUNITY(200, 200),
    PARTNER_COMMUNITY_LOGIN(10, 10),
    /// Bought in packs: one of it is one pack.
    EXTERNAL_IDENTITY_25K(70_000, 70_000),
    EXTERNAL_IDENTITY_250K(750_000, 750_000),
    EXTERNAL_IDENTITY_1M(4_000_000, 4_000_000),
    LIGHTNING_PLATFORM_STARTER(200, 200),
    LIGHTNING_PLATFORM_PLUS(1_000, 5_000);

    private final int enterpriseRate;
    private final int unlimitedRate;

    LicenceType(int enterpriseRate, int unlimitedRate) {
        this.enterpriseRate = enterpriseRate;
        this.unlimitedRate = unlimitedRate;
    }

    /// Calls a day that one licence brings to an org of that edition; 0 where the allocation is
    /// flat.
    public int rate(Edition edition) {
        return switch (edition) {
            case PROFESSIONAL, ENTERPRISE -> enterpriseRate;
            case UNLIMITED, PERFORMANCE -> unlimitedRate;
            case DEVELOPER,
                    FULL_SANDBOX,
                    PARTIAL_SANDBOX,
                    DEVELOPER_PRO_SANDBOX,
                    DEVELOPER_SANDBOX,
                    SCRATCH,
                    TRIAL ->
                    0;
        };
    }

    /// The word in configurations and on command lines: `customer-community-plus`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The licence of that word, in any case.
    public static Optional<LicenceType> find(String word) {
        for (var type : values()) {
            if (type.word().equalsIgnoreCase(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
