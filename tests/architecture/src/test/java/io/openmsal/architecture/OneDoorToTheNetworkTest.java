package io.openmsal.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.openmsal.architecture.HeldRule.provenBy;

import io.openmsal.adapter.browser.planted.CallsOut;
import io.openmsal.domain.planted.OpensAUrl;
import io.openmsal.domain.planted.OpensAnHttpClient;
import io.openmsal.domain.planted.ResolvesAName;
import io.openmsal.planted.Listens;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * Every outbound byte goes through the HTTP port, so that a proxy, a private authority or a recorder set there sees all of it.
 * The browser adapter may listen on loopback; the test kit is the network, and the scripted user of the demonstration is a person.
 */
class OneDoorToTheNetworkTest extends HeldRules {

    @Override
    Stream<HeldRule> rules() {
        return Stream.of(
                provenBy(
                        OpensAnHttpClient.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.HTTP, Hexagon.TESTING, Hexagon.DEMO)
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("java.net.http..")
                                .as("java.net.http is named only by the HTTP adapter")),
                provenBy(
                        OpensAUrl.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.HTTP, Hexagon.TESTING, Hexagon.DEMO)
                                .should()
                                .accessTargetWhere(Access.any(
                                        Access.to(URL.class, "open.*|getContent"),
                                        Access.to(URLConnection.class, ".*"),
                                        Access.to(HttpURLConnection.class, ".*"),
                                        Access.to(SocketFactory.class, ".*")))
                                .as("only the HTTP adapter opens connections")),
                provenBy(
                        CallsOut.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.HTTP, Hexagon.TESTING, Hexagon.DEMO)
                                .should()
                                .accessTargetWhere(Access.any(
                                        Access.toConstructorOf(Socket.class),
                                        Access.toConstructorOf(DatagramSocket.class),
                                        Access.to(Socket.class, "connect"),
                                        Access.to(SocketChannel.class, "open|connect"),
                                        Access.to(AsynchronousSocketChannel.class, "open|connect"),
                                        Access.to(DatagramChannel.class, "open|connect|send")))
                                .as(
                                        "only the HTTP adapter calls out through a socket; what the browser adapter has, called in")),
                provenBy(
                        Listens.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.HTTP, Hexagon.BROWSER, Hexagon.TESTING)
                                .should()
                                .dependOnClassesThat()
                                .areAssignableTo(ServerSocket.class)
                                .orShould()
                                .dependOnClassesThat()
                                .areAssignableTo(ServerSocketChannel.class)
                                .orShould()
                                .dependOnClassesThat()
                                .areAssignableTo(AsynchronousServerSocketChannel.class)
                                .orShould()
                                .dependOnClassesThat()
                                .resideInAPackage("com.sun.net.httpserver..")
                                .as("only the browser adapter listens")),
                provenBy(
                        ResolvesAName.class,
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(Hexagon.HTTP, Hexagon.BROWSER, Hexagon.TESTING)
                                .should()
                                .accessTargetWhere(
                                        Access.to(InetAddress.class, "getByName|getAllByName|getLocalHost|isReachable"))
                                .as("only the HTTP adapter asks for the address of a name")));
    }
}
