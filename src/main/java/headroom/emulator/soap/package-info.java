/// The SOAP partner API: login and the calls that connectors of the WSDL make.
@NullMarked
package headroom.emulator.soap;

import org.jspecify.annotations.NullMarked;
