/// OAuth 2 and identity: how a client gets a token without SOAP, and what a token says of its
/// owner.
@NullMarked
package headroom.emulator.login;

import org.jspecify.annotations.NullMarked;
