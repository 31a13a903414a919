package io.openmsal.realparties.oidc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class at a {@link NodeOidcProvider}, which its constructor and methods take as a parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(NodeOidcProviderExtension.class)
public @interface NeedsNodeOidcProvider {}
