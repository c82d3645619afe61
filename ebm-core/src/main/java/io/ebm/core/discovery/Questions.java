package io.ebm.core.discovery;

import io.ebm.api.Extension;
import io.ebm.api.Factory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an extension what it is. Code of a plugin's runs here for the first time, so each is asked
 * in a thread of its own, which is left behind if it does not end in time.
 */
final class Questions {

  /** What an extension says of itself. */
  record Answers(
      Extension extension, String name, String description, Class<? extends Record> configType) {}

  /** Why there is no answer, as the end of a sentence that the class begins. */
  static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswer(String why) {
      super(why);
    }
  }

  private final ServiceLoader.Provider<? extends Extension> provider;
  private volatile String asked = "its constructor";

  private Questions(ServiceLoader.Provider<? extends Extension> provider) {
    this.provider = provider;
  }

  /**
   * Makes the extension and asks it.
   *
   * @param limit for all answers together; null to wait for ever, in this thread
   */
  static Answers ask(ServiceLoader.Provider<? extends Extension> provider, @Nullable Duration limit)
      throws NoAnswer {
    Questions questions = new Questions(provider);
    FutureTask<Answers> task = new FutureTask<>(questions::answers);
    try {
      if (limit == null) {
        task.run();
        return task.get();
      }
      Thread thread = new Thread(task, "asking " + provider.type().getName());
      thread.setDaemon(true);
      thread.start();
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswer(
          "does not return from "
              + questions.asked
              + " within "
              + BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString()
              + " s; long work belongs in create()");
    } catch (ExecutionException e) {
      throw questions.failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("was interrupted in " + questions.asked);
    }
  }

  private NoAnswer failed(Throwable failure) {
    if (failure instanceof NoAnswer known) {
      return known;
    }
    Throwable reason = failure;
    while (reason.getCause() != null
        && (reason instanceof ServiceConfigurationError
            || reason instanceof ExceptionInInitializerError)) {
      reason = reason.getCause();
    }
    return new NoAnswer("fails in " + asked + " (" + reason + ")");
  }

  private Answers answers() throws NoAnswer {
    Extension extension = provider.get();
    String name = answer("name()", extension::name);
    return new Answers(
        extension,
        name,
        answer("description()", extension::description),
        extension instanceof Factory<?> factory
            ? answer("configType()", factory::configType)
            : Registry.NoSettings.class);
  }

  private <T> T answer(String question, Supplier<@Nullable T> method) throws NoAnswer {
    asked = question;
    T answer = method.get();
    if (answer == null) {
      throw new NoAnswer("returns null from " + question);
    }
    return answer;
  }
}
