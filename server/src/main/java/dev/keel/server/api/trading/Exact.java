package dev.keel.server.api.trading;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Digits;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A number of a size that is counted exactly; also a guard against absurd exponents. */
@Documented
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Digits(integer = 18, fraction = 18)
@Target({
    ElementType.FIELD,
    ElementType.PARAMETER,
    ElementType.METHOD,
    ElementType.RECORD_COMPONENT
})
@Retention(RetentionPolicy.RUNTIME)
@interface Exact {
    String message() default "must have at most 18 digits before and 18 after the point";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
