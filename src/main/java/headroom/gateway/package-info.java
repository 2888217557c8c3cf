/// HTTP in, HTTP out: identify, classify, admit, economise, forward, record.
@NullMarked
package headroom.gateway;

import org.jspecify.annotations.NullMarked;
