package io.openmsal.realparties.keyring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class in a session that has {@link GnomeKeyring}, which its methods take as a parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(GnomeKeyringExtension.class)
public @interface NeedsGnomeKeyring {}
