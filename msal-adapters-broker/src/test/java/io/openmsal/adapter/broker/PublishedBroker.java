package io.openmsal.adapter.broker;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** The broker's interface as those who publish it see it. Written down a second time, so that a slip in the first is seen. */
@DBusInterfaceName("com.microsoft.identity.Broker1")
public interface PublishedBroker extends DBusInterface {

    String getAccounts(String protocolVersion, String correlationId, String request);

    String acquireTokenSilently(String protocolVersion, String correlationId, String request);

    String acquireTokenInteractively(String protocolVersion, String correlationId, String request);

    String removeAccount(String protocolVersion, String correlationId, String request);
}
