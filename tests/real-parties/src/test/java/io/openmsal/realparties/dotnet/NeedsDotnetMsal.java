package io.openmsal.realparties.dotnet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class beside programs with {@link DotnetMsal}, which its methods take as a parameter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(DotnetMsalExtension.class)
public @interface NeedsDotnetMsal {}
