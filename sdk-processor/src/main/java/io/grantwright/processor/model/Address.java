package io.grantwright.processor.model;

import io.grantwright.annotations.Role;

/** The address of a role: a path, or a whole URL. */
public record Address(Role role, PathTemplate template, Origin origin) {}
