package io.openmsal.planted;

/** Planted: a name that says nothing. */
public final class PlantedHelper {}
