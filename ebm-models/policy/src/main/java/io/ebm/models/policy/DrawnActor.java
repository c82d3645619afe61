package io.ebm.models.policy;

import io.ebm.api.Batch;
import io.ebm.api.Conditional;
import io.ebm.api.Interactive;
import io.ebm.api.RandomStream;

/** Acts step after step, each with a stream of its own. */
final class DrawnActor implements Interactive.Actor {

  private final Actions actions;
  private final Conditional<Batch> policy;
  private final RandomStream random;
  private long step;

  DrawnActor(Actions actions, Conditional<Batch> policy, RandomStream random) {
    this.actions = actions;
    this.policy = actions.policy(policy);
    this.random = random;
  }

  @Override
  public void act(Batch observations, Batch chosen) {
    actions.choose(policy, observations, chosen, random.split(step++));
  }
}
