/// Tools of the tests: raw sockets on both sides of the gateway, certificates, an egress proxy.
/// They send and keep bytes exactly as written, so that a test sees what a normalising HTTP library
/// would hide.
package headroom.testing;
