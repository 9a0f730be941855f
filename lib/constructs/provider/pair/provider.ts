import { type Made, MadeInPart, type ResourceProvider, ResourceRefused } from '../custom-resource.ts';
import { applyUpdate } from './apply-update.ts';
import { createPair, refuseForeign } from './create.ts';
import { fixedChange, identityOf } from './identity.ts';
import { readLive } from './live.ts';
import { ownerIn } from './owner.ts';
import { planUpdate } from './plan-update.ts';
import { type Pair, pairOf } from './properties.ts';
import { removePair } from './remove.ts';

/** A pair of ECS services with its production rule and limits of scaling, kept out of CloudFormation's own hands. */
export const pairProvider: ResourceProvider = {
  async create(runtime, event) {
    const pair = pairOf(event.ResourceProperties);
    const owner = ownerIn(event);
    await refuseForeign(runtime, pair, owner);
    try {
      return madeOf(pair, await createPair(runtime, pair, owner));
    } catch (error) {
      // What was made until now goes with the deletion that follows a failed creation, which has a time of its own.
      throw new MadeInPart(identityOf(pair), error);
    }
  },

  async update(runtime, event) {
    const pair = pairOf(event.ResourceProperties);
    if (identityOf(pair) !== event.PhysicalResourceId) {
      const before = pairOf(event.OldResourceProperties ?? event.ResourceProperties);
      const words = `${fixedChange(before, pair)} of a pair cannot be changed; make a new pair beside it.`;
      throw new ResourceRefused(words);
    }
    const live = await readLive(runtime, pair);
    const planned = planUpdate(pair, live);
    if (planned.type === 'refused') throw new ResourceRefused(planned.words);
    await applyUpdate(runtime, pair, live, planned.update);
    return madeOf(pair, live.rule?.RuleArn ?? '');
  },

  remove: (runtime, event) => removePair(runtime, pairOf(event.ResourceProperties), ownerIn(event)),
};

function madeOf(pair: Pair, productionRule: string): Made {
  return { physicalId: identityOf(pair), data: { ProductionRule: productionRule } };
}
