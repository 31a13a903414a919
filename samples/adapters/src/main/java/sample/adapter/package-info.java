/** Adapters as an application writes them for itself: each is one file, knows the ports alone, and passes the port's contract. */
@NullMarked
package sample.adapter;

import org.jspecify.annotations.NullMarked;
