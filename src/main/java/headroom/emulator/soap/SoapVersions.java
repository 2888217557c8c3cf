package headroom.emulator.soap;

import headroom.emulator.call.ApiFailure;
import headroom.emulator.rest.ApiVersions;

/// Which versions the SOAP API answers: the same as REST.
final class SoapVersions {
    private SoapVersions() {}

    static void check(String version) {
        if (ApiVersions.parse(version).filter(ApiVersions::isServed).isEmpty()) {
            throw new ApiFailure(
                    500, "UNSUPPORTED_API_VERSION", "Invalid Api version specified on URL");
        }
    }
}
