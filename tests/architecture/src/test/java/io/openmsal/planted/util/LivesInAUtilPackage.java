package io.openmsal.planted.util;

/** Planted: a package named after a kind of code. */
public final class LivesInAUtilPackage {}
