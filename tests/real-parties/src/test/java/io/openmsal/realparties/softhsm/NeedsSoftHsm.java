package io.openmsal.realparties.softhsm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class that uses the token of {@link SoftHsm}, which its methods or constructor take as a parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SoftHsmExtension.class)
public @interface NeedsSoftHsm {}
