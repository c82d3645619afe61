package io.ebm.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that some {@link Model}s have and others lack, and that components {@link
 * Model#as ask} for: messages name the marked interfaces of a model as what it can do. A plugin may
 * mark interfaces of its own.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Capability {}
