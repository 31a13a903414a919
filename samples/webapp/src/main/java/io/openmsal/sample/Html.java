package io.openmsal.sample;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;

/** Writes pages. */
final class Html {

    private Html() {}

    /** Writes a page whose body is markup already. */
    static void page(HttpServletResponse response, String title, String body) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write("<!doctype html><html lang=en><title>" + text(title) + "</title><h1>" + text(title) + "</h1>"
                        + body);
    }

    /** Makes any text safe between tags. */
    static String text(String any) {
        return any.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
