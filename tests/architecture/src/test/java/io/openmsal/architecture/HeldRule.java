package io.openmsal.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule, and the classes planted to break it.
 *
 * @param rule what must be so
 * @param planted classes that are together one violation
 */
record HeldRule(ArchRule rule, List<Class<?>> planted) {

    static HeldRule provenBy(Class<?> planted, ArchRule rule) {
        return new HeldRule(rule, List.of(planted));
    }

    static HeldRule provenBy(Class<?> planted, Class<?> partner, ArchRule rule) {
        return new HeldRule(rule, List.of(planted, partner));
    }

    @Override
    public String toString() {
        return rule.getDescription();
    }
}
