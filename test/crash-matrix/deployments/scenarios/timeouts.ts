import type { FaultCall } from '../../../../sandbox/faults/rule.ts';
import { ATTEMPTS, cutEachAttempt } from './cut.ts';
import type { Scenario, Scenarios } from './scenario.ts';

/** A step that a machine has a function do: the text in its payload that tells it from the others. */
interface Step {
  readonly asks: string;
  readonly version?: 'bad';
  /** With every attempt timed out. */
  readonly ends: RegExp;
}

const STEP_FAILED = /^ROLLED_BACK STEP_FAILED$/;
const JUDGED_WORSE = /^ROLLED_BACK JUDGED_WORSE$/;
const restoring: Pick<Step, 'version' | 'ends'> = { version: 'bad', ends: JUDGED_WORSE };

const STEPS: Readonly<Record<string, Step>> = {
  prepare: { asks: '"action":"prepare"', ends: STEP_FAILED },
  prove: { asks: '"action":"prove"', ends: STEP_FAILED },
  shift: { asks: '"action":"shift"', ends: STEP_FAILED },
  look: { asks: '"action":"look"', ends: STEP_FAILED },
  promote: { asks: '"action":"promote"', ends: /^PROMOTED$/ },
  restore: { asks: '"action":"restore"', ...restoring },
  confirm: { asks: '"action":"confirm"', ...restoring },
  settle: { asks: '"action":"settle"', ...restoring },
};

/** The step does its work each time, and its state hears of it no more: States.Timeout until it is caught. */
function taskTimeouts({ asks, version, ends }: Step): Scenario {
  return {
    ...(version && { version }),
    ends,
    async play(scene) {
      const isAsked = ({ command, principal, input }: FaultCall) =>
        command === 'Invoke' &&
        principal.includes('machine-') &&
        Buffer.from((input as { Payload?: Uint8Array }).Payload ?? []).includes(asks);
      scene.fault({ match: { predicate: isAsked }, times: ATTEMPTS, effect: 'no-answer' });
      return scene.deploy();
    },
  };
}

/** Each attempt at the step gets one call further than the one before, until Lambda ends its function. */
function functionTimeouts({ asks, version, ends }: Step): Scenario {
  return {
    ...(version && { version }),
    ends: version ? ends : /^(PROMOTED|ROLLED_BACK STEP_FAILED)$/,
    async play(scene) {
      cutEachAttempt(scene, ({ invocation }) => invocation?.payload.includes(asks) ?? false);
      return scene.deploy();
    },
  };
}

function scenarios(name: string, of: (step: Step) => Scenario): Scenarios {
  return Object.fromEntries(Object.entries(STEPS).map(([step, made]) => [`${name}-in-${step}`, of(made)]));
}

/** Time limits that pass again and again, until the machine gives the step up. */
export const TIMEOUTS: Scenarios = {
  ...scenarios('task-timeouts', taskTimeouts),
  ...scenarios('function-timeouts', functionTimeouts),
};
