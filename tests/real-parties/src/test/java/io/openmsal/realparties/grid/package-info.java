/** A data grid of Hazelcast members in two processes, on loopback alone. Start with GridMember. */
package io.openmsal.realparties.grid;
