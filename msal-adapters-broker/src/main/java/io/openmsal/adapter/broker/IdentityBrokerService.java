package io.openmsal.adapter.broker;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/**
 * What Microsoft's identity broker offers on the session bus, as far as it is used here. Each method takes the version of the protocol, an
 * id that ties logs together, and a JSON request, and gives a JSON answer.
 */
@DBusInterfaceName("com.microsoft.identity.Broker1")
interface IdentityBrokerService extends DBusInterface {

    /** The name on the bus. */
    String BUS_NAME = "com.microsoft.identity.broker1";

    /** The one object behind it. */
    String OBJECT_PATH = "/com/microsoft/identity/broker1";

    String getAccounts(String protocolVersion, String correlationId, String request);

    String acquireTokenSilently(String protocolVersion, String correlationId, String request);

    String acquireTokenInteractively(String protocolVersion, String correlationId, String request);

    String removeAccount(String protocolVersion, String correlationId, String request);
}
