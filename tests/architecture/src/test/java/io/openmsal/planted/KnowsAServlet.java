package io.openmsal.planted;

import javax.servlet.Servlet;

/** Planted: a container type. */
public final class KnowsAServlet {

    private final Servlet named;

    KnowsAServlet(Servlet named) {
        this.named = named;
    }

    @Override
    public String toString() {
        return String.valueOf(named);
    }
}
