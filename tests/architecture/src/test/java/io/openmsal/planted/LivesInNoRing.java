package io.openmsal.planted;

/** Planted: a class in a package that belongs to no ring and is not null-marked. */
public final class LivesInNoRing {}
