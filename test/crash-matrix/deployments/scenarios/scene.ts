import type { StoredDeployment } from '../../../../core/rollout/record.ts';
import type { Delivery } from '../../../../sandbox/eventbridge/delivery.ts';
import type { FaultCall, FaultRule } from '../../../../sandbox/faults/rule.ts';
import { type Deployment, executionOf } from '../../../flows/deployment.ts';
import { runStep } from '../../../flows/step.ts';
import { begin, type Wish } from '../journey.ts';
import type { Subject } from '../subject.ts';
import type { Way } from '../way.ts';

/** What a scenario works with. */
export interface Scene {
  readonly subject: Subject;
  readonly way: Way;
  /** Begins the scenario's deployment, which must not be refused. */
  deploy(wish?: Wish): Promise<Deployment>;
  /** Lets a fault loose until the scenario is over; the answer ends it sooner. */
  fault(rule: FaultRule): () => void;
  /** The rules' deliveries, for losses that end with the scenario. */
  lose(applies: (delivery: Delivery) => boolean): void;
  duplicate(applies: (delivery: Delivery) => boolean): void;
  delay(applies: (delivery: Delivery) => boolean, milliseconds: number): void;
  /** Ends the deployment's execution, or that of a restore, past every Catch. */
  kill(deployment: Deployment, restore?: number): Promise<void>;
  /** Fires the deadman of a deployment. */
  deadman(deployment: Deployment): Promise<void>;
}

/** A scene, the call that clears up after it, and what was let loose in it and met nobody. */
export function sceneOf(
  subject: Subject,
  way: Way,
  version: string,
): { scene: Scene; clear: () => void; unmet: () => string[] } {
  const ends: (() => void)[] = [];
  const waiting = new Map<object, string>();
  /** The same predicate, which tells when it is met. */
  const expected = (what: string, applies: (delivery: Delivery) => boolean) => {
    waiting.set(applies, what);
    return (delivery: Delivery) => {
      const due = applies(delivery);
      if (due) waiting.delete(applies);
      return due;
    };
  };
  const { account } = subject.bench;
  const { deliveries } = account.eventBridge;
  const scene: Scene = {
    subject,
    way,
    async deploy(wish) {
      const { deployment, refused } = await begin(subject, way, version, wish);
      if (!deployment || refused) throw refused;
      return deployment;
    },
    fault(rule) {
      waiting.set(rule, `the fault '${rule.effect}'`);
      const end = account.faults.add(watched(rule, () => waiting.delete(rule)));
      ends.push(end);
      return end;
    },
    lose: (applies) => void ends.push(deliveries.lose(expected('a loss', applies))),
    duplicate: (applies) => void ends.push(deliveries.duplicate(expected('a repetition', applies))),
    delay: (applies, milliseconds) =>
      void ends.push(deliveries.delay(expected('a delay', applies), milliseconds)),
    async kill({ id }, restore) {
      await account.stepFunctions.kill(executionOf(subject.bench, id, restore));
    },
    async deadman({ id: deploymentId }) {
      await runStep(subject.bench, 'start_restore', { deploymentId, cause: 'DEADLINE_PASSED' });
    },
  };
  const clear = () => {
    for (const end of ends) end();
  };
  return { scene, clear, unmet: () => [...waiting.values()] };
}

/** The same fault, which tells when it strikes. */
function watched(rule: FaultRule, met: () => void): FaultRule {
  if (rule.effect === 'observe-before' || rule.effect === 'observe-after')
    return {
      ...rule,
      observe: (call) => {
        met();
        rule.observe(call);
      },
    };
  const { predicate: fits = () => true } = rule.match;
  const predicate = (call: FaultCall) => {
    const due = fits(call);
    if (due) met();
    return due;
  };
  return { ...rule, match: { ...rule.match, predicate } };
}

/** Waits until a deployment is in its last step, with all of the traffic on the new version. */
export function lastStep(deployment: Deployment): Promise<StoredDeployment> {
  return deployment.until(
    'is in its last step',
    ({ state }) => state.name === 'BAKING' && state.weight === 100,
  );
}

/** Events of executions that ended. */
export function isEnd({ rule }: Delivery): boolean {
  return rule.name.endsWith('-ended');
}
