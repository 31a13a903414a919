/** The token store on the JCache providers of data grids, whose members run in this process or beside it, on loopback alone. */
package io.openmsal.grids;
