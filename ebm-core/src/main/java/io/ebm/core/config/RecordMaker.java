package io.ebm.core.config;

import io.ebm.api.SettingException;
import io.ebm.core.ComponentException;
import io.ebm.core.Texts;
import io.ebm.core.discovery.Origin;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a config record. Its constructor ends at the first value that it refuses; to learn of the
 * others, it is asked again with a default in the place of what is no good.
 */
final class RecordMaker {

  /** Told of a value that the record refuses; the setting is empty where it names none. */
  interface Complaints {
    void add(String setting, String message);
  }

  private final Class<?> type;
  private final List<Field> fields;
  private final @Nullable Object[] values;
  private final boolean[] replaced;
  private final Function<Field, @Nullable Object> defaults;
  private boolean hopeless;

  /**
   * A maker of one record.
   *
   * @param defaults the value that a field has where it is not given; null where there is none
   */
  RecordMaker(Class<?> type, List<Field> fields, Function<Field, @Nullable Object> defaults) {
    this.type = type;
    this.fields = fields;
    this.defaults = defaults;
    values = new Object[fields.size()];
    replaced = new boolean[fields.size()];
  }

  void set(int field, @Nullable Object value) {
    values[field] = value;
  }

  /** Says that the value of a field could not be read. */
  void replace(int field) {
    replaced[field] = true;
    values[field] = defaults.apply(fields.get(field));
    boolean primitive = fields.get(field).type() instanceof Class<?> raw && raw.isPrimitive();
    hopeless |= primitive && values[field] == null;
  }

  /**
   * Makes the record.
   *
   * @param path where it stands
   * @param given whether the experiment gives a setting; of one that it does not, a complaint may
   *     be due to what was put in the place of another
   * @return the record; null if there was a complaint, or a value that could not be read
   */
  @Nullable Object make(String path, java.util.function.Predicate<String> given, Complaints told) {
    while (!hopeless) {
      boolean partial = isPartial();
      try {
        Object record = construct();
        return partial ? null : record;
      } catch (SettingException e) {
        int field = index(e.setting());
        if (!partial || (field >= 0 && !replaced[field] && given.test(e.setting()))) {
          told.add(e.setting(), Texts.reason(e));
        }
        if (field < 0 || replaced[field]) {
          return null;
        }
        replace(field);
      } catch (IllegalArgumentException | ArithmeticException e) {
        if (!partial) {
          told.add("", Texts.reason(e));
        }
        return null;
      } catch (RuntimeException | LinkageError e) {
        if (!partial) {
          throw new ComponentException(
              path
                  + ": its settings ("
                  + type.getName()
                  + " in "
                  + Origin.of("", type)
                  + ") fail: "
                  + e,
              e);
        }
        return null;
      }
    }
    return null;
  }

  private boolean isPartial() {
    for (boolean one : replaced) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  private int index(String setting) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(setting)) {
        return i;
      }
    }
    return -1;
  }

  private Object construct() {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("cannot construct " + type, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }
}
