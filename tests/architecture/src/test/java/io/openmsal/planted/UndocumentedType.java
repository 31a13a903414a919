package io.openmsal.planted;

public interface UndocumentedType {}
