package com.example.notes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** As much of a framework for tests as the README's test needs. */
@Target(ElementType.METHOD)
@interface Test {}
