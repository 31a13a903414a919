package io.openmsal.realparties.redis;

import io.openmsal.servers.RedisServer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test whose methods take a {@link RedisServer} as a parameter, which wants the {@link #PASSWORD}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RedisExtension.class)
public @interface NeedsRedis {

    /** What the server wants to hear. */
    String PASSWORD = "a test's password";
}
