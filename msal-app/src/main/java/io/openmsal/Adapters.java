package io.openmsal;

import io.openmsal.adapter.browser.LoopbackRedirectListener;
import io.openmsal.adapter.browser.SystemBrowser;
import io.openmsal.adapter.http.ApacheHttpTransport;
import io.openmsal.adapter.http.ApacheMutualTlsTransports;
import io.openmsal.adapter.http.HttpSettings;
import io.openmsal.adapter.http.HttpTransports;
import io.openmsal.adapter.http.JdkHttpTransport;
import io.openmsal.adapter.http.JdkMutualTlsTransports;
import io.openmsal.adapter.json.GsonJsonCodec;
import io.openmsal.adapter.system.LateSecureRandom;
import io.openmsal.adapter.system.SystemEnvironment;
import io.openmsal.adapter.system.SystemSleeper;
import io.openmsal.adapter.xml.JdkXmlReader;
import io.openmsal.port.browser.Browser;
import io.openmsal.port.browser.RedirectListener;
import io.openmsal.port.environment.Environment;
import io.openmsal.port.event.EventSink;
import io.openmsal.port.http.HttpTransport;
import io.openmsal.port.http.MutualTlsTransports;
import io.openmsal.port.json.JsonCodec;
import io.openmsal.port.time.Sleeper;
import io.openmsal.port.xml.XmlReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;

/**
 * The outside world of an application: one implementation of each port. Immutable and safe for many threads when its members
 * are; share one among applications so that they share connections.
 *
 * @param transport sends every request
 * @param mutualTls sends where a client certificate has to be shown
 * @param codec reads and writes JSON
 * @param browser shows the sign-in page
 * @param redirectListener hears the browser come back
 * @param events is told what happens
 * @param clock tells the time
 * @param sleeper waits between polls
 * @param random makes what nobody can guess
 * @param environment tells which Azure host this is
 * @param xml reads what federation servers say
 */
public record Adapters(
        HttpTransport transport,
        MutualTlsTransports mutualTls,
        JsonCodec codec,
        Browser browser,
        RedirectListener redirectListener,
        EventSink events,
        Clock clock,
        Sleeper sleeper,
        SecureRandom random,
        Environment environment,
        XmlReader xml) {

    /** Checks that nothing is missing. */
    public Adapters {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(mutualTls, "mutualTls");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(browser, "browser");
        Objects.requireNonNull(redirectListener, "redirectListener");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(sleeper, "sleeper");
        Objects.requireNonNull(random, "random");
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(xml, "xml");
    }

    /**
     * What is used when nothing else is said: Apache HttpClient with retries, Gson, the system's browser. Nothing is started
     * before it is used.
     *
     * @param settings how to connect
     * @param events is told what happens
     * @return new adapters
     */
    public static Adapters standard(HttpSettings settings, EventSink events) {
        return with(new ApacheHttpTransport(settings), new ApacheMutualTlsTransports(settings), settings, events);
    }

    /**
     * The same on the transport of the JDK alone, for processes that live for seconds, and for closed class loaders.
     *
     * @param settings how to connect
     * @param events is told what happens
     * @return new adapters
     */
    public static Adapters jdkOnly(HttpSettings settings, EventSink events) {
        return with(new JdkHttpTransport(settings), new JdkMutualTlsTransports(settings), settings, events);
    }

    private static Adapters with(
            HttpTransport sender, MutualTlsTransports mutualTls, HttpSettings settings, EventSink events) {
        Clock clock = Clock.systemUTC();
        Sleeper sleeper = new SystemSleeper();
        Environment environment = new SystemEnvironment();
        return new Adapters(
                HttpTransports.retrying(sender, settings, clock, sleeper, new Random(), events),
                HttpTransports.retrying(mutualTls, settings, clock, sleeper, new Random(), events),
                new GsonJsonCodec(),
                new SystemBrowser(environment),
                new LoopbackRedirectListener(),
                events,
                clock,
                sleeper,
                new LateSecureRandom(),
                environment,
                new JdkXmlReader());
    }

    /**
     * The same with another transport, which nothing goes around: where a client certificate has to be shown, calls fail until
     * {@link #withMutualTls} says, after this, what sends there.
     *
     * @param other sends every request, as it is: no retries are added
     * @return new adapters
     */
    public Adapters withTransport(HttpTransport other) {
        return new Adapters(
                other,
                new NoMutualTls(),
                codec,
                browser,
                redirectListener,
                events,
                clock,
                sleeper,
                random,
                environment,
                xml);
    }

    /**
     * The same with other transports for mutual TLS.
     *
     * @param other sends where a client certificate has to be shown, as it is: no retries are added
     * @return new adapters
     */
    public Adapters withMutualTls(MutualTlsTransports other) {
        return new Adapters(
                transport, other, codec, browser, redirectListener, events, clock, sleeper, random, environment, xml);
    }

    /**
     * The same with another browser.
     *
     * @param other shows the sign-in page
     * @return new adapters
     */
    public Adapters withBrowser(Browser other) {
        return new Adapters(
                transport, mutualTls, codec, other, redirectListener, events, clock, sleeper, random, environment, xml);
    }

    /**
     * The same with another listener.
     *
     * @param other hears the browser come back
     * @return new adapters
     */
    public Adapters withRedirectListener(RedirectListener other) {
        return new Adapters(
                transport, mutualTls, codec, browser, other, events, clock, sleeper, random, environment, xml);
    }

    /**
     * The same with another clock, and what waits by it.
     *
     * @param other tells the time
     * @param waiting waits between polls
     * @return new adapters
     */
    public Adapters withClock(Clock other, Sleeper waiting) {
        return new Adapters(
                transport,
                mutualTls,
                codec,
                browser,
                redirectListener,
                events,
                other,
                waiting,
                random,
                environment,
                xml);
    }

    /**
     * The same, with another listener to what happens.
     *
     * @param other who is told
     * @return a copy
     */
    public Adapters withEvents(EventSink other) {
        return new Adapters(
                transport,
                mutualTls,
                codec,
                browser,
                redirectListener,
                other,
                clock,
                sleeper,
                random,
                environment,
                xml);
    }

    /**
     * The same in another environment.
     *
     * @param other tells which Azure host this is
     * @return new adapters
     */
    public Adapters withEnvironment(Environment other) {
        return new Adapters(
                transport, mutualTls, codec, browser, redirectListener, events, clock, sleeper, random, other, xml);
    }

    /** The classes behind the ports. */
    @Override
    public String toString() {
        return "Adapters[" + transport.getClass().getSimpleName() + ", "
                + codec.getClass().getSimpleName() + ", "
                + browser.getClass().getSimpleName() + "]";
    }
}
