package io.openmsal.sample;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * Has the JDK let go of the application's class loader. JDK 17 and 18 remember for which class they last made {@code equals},
 * {@code hashCode} and {@code toString} of a record (JDK-8078641). If that is one of an application that is taken away, its class loader stays
 * until some record somewhere is compared for the first time. So here they make them once more, for a class of their own.
 */
final class RecordMethods {

    private static final int REMEMBERS_SOFTLY = 19;

    private RecordMethods() {}

    static void ofThisApplicationAreForgotten() {
        if (Runtime.version().feature() >= REMEMBERS_SOFTLY) {
            return;
        }
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            MethodHandle component = lookup.findVirtual(String.class, "trim", MethodType.methodType(String.class));
            make(lookup, "equals", MethodType.methodType(boolean.class, String.class, Object.class), component);
            make(lookup, "hashCode", MethodType.methodType(int.class, String.class), component);
            make(lookup, "toString", MethodType.methodType(String.class, String.class), component);
        } catch (Throwable stays) {
            throw new IllegalStateException("The class loader of this application stays for a while.", stays);
        }
    }

    private static void make(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, String.class, "text", component);
    }
}
