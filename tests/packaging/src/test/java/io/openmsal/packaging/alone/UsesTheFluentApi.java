package io.openmsal.packaging.alone;

import org.slf4j.LoggerFactory;

/** Planted: links what SLF4J has from 2.0 on. */
final class UsesTheFluentApi {

    private UsesTheFluentApi() {}

    static void run() {
        LoggerFactory.getLogger(UsesTheFluentApi.class).atInfo().log("hello");
    }
}
