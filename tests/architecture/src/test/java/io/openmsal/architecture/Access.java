package io.openmsal.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasParameterTypes;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What code may reach for: a call, a constructor, a method reference or a field. */
final class Access {

    private Access() {}

    /** Any member of the type, or of what extends it, whose name the pattern matches. */
    static DescribedPredicate<JavaAccess<?>> to(Class<?> owner, String namePattern) {
        Pattern name = Pattern.compile(namePattern);
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + namePattern,
                access -> access.getTargetOwner().isAssignableTo(owner)
                        && name.matcher(access.getTarget().getName()).matches());
    }

    /** A constructor of the type or of what extends it, unless it is the constructor of an heir that calls it. */
    static DescribedPredicate<JavaAccess<?>> toConstructorOf(Class<?> owner) {
        return to(owner, "<init>");
    }

    /** Only those overloads that take no such parameter. */
    static DescribedPredicate<JavaAccess<?>> withoutParameter(Class<?> type) {
        return DescribedPredicate.describe(
                "without " + type.getSimpleName(),
                access -> !(access.getTarget() instanceof HasParameterTypes taking)
                        || taking.getRawParameterTypes().stream().noneMatch(given -> isExactly(given, type)));
    }

    /** Only the overload that takes nothing. */
    static DescribedPredicate<JavaAccess<?>> withoutParameters() {
        return DescribedPredicate.describe(
                "without parameters",
                access -> !(access.getTarget() instanceof HasParameterTypes taking)
                        || taking.getRawParameterTypes().isEmpty());
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    static DescribedPredicate<JavaAccess<?>> any(DescribedPredicate<JavaAccess<?>>... choices) {
        return DescribedPredicate.describe(
                String.join(
                        " or ",
                        Arrays.stream(choices)
                                .map(DescribedPredicate::getDescription)
                                .toList()),
                access -> Arrays.stream(choices).anyMatch(choice -> choice.test(access)));
    }

    private static boolean isExactly(JavaClass given, Class<?> type) {
        return given.getName().equals(type.getName());
    }
}
