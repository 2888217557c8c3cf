package headroom.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what of the emulator a test proves; `docs/emulator-coverage.md` is written from it.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(Serves.All.class)
public @interface Serves {
    /// Resources as the route table names them (`GET sobjects/{}`, `SOAP create`), all below a path
    /// (`* jobs/query*`), or a behaviour after its family and a colon (`SOQL: semi-joins`).
    String[] value();

    /// In what these differ from Salesforce; empty where we know of nothing.
    String approximate() default "";

    /// Several at one place.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface All {
        Serves[] value();
    }
}
