package dev.keel.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;

/** What a record's component is called in JSON. */
final class JsonNames {
    private JsonNames() {}

    static String of(Class<?> type, String component) {
        if (!type.isRecord()) {
            return component;
        }
        for (RecordComponent candidate : type.getRecordComponents()) {
            JsonProperty property = candidate.getAccessor().getAnnotation(JsonProperty.class);
            if (candidate.getName().equals(component) && property != null) {
                return property.value();
            }
        }
        return component;
    }
}
