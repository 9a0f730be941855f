import type { FaultCall } from '../../../../sandbox/faults/rule.ts';
import type { Scenario, Scenarios } from './scenario.ts';

/** More than a state's result may have: States.DataLimitExceeded, which no Catch sees. */
const TOO_MUCH = 'x'.repeat(300_000);
const ACTIONS = ['prepare', 'prove', 'shift', 'look', 'promote'] as const;

function asks(action: string) {
  return ({ command, principal, input }: FaultCall): boolean =>
    command === 'Invoke' &&
    principal.endsWith('machine-deployment') &&
    Buffer.from((input as { Payload?: Uint8Array }).Payload ?? []).includes(`"action":"${action}"`);
}

function answered(
  action: string,
  change: (answer: object) => object,
  more: Partial<Scenario> = {},
): Scenario {
  return {
    ends: action === 'promote' ? /^PROMOTED$/ : /^ROLLED_BACK (EXECUTION_ENDED|STEP_FAILED)$/,
    ...more,
    async play(scene) {
      scene.fault({
        match: { predicate: asks(action) },
        times: 1,
        effect: 'alter',
        alter: (output) => ({
          ...output,
          Payload: changed((output as { Payload: Uint8Array }).Payload, change),
        }),
      });
      return scene.deploy();
    },
  };
}

function changed(payload: Uint8Array, change: (answer: object) => object): Uint8Array {
  return Buffer.from(JSON.stringify(change(JSON.parse(Buffer.from(payload).toString()) as object)));
}

/** Answers of a step with which the machine cannot go on. */
export const ANSWERS: Scenarios = Object.fromEntries([
  ...ACTIONS.map((action): [string, Scenario] => [
    `data-limit-in-${action}`,
    answered(action, (answer) => ({ ...answer, TOO_MUCH })),
  ]),
  [
    'data-limit-in-restore',
    answered('restore', (answer) => ({ ...answer, TOO_MUCH }), {
      version: 'bad',
      ends: /^ROLLED_BACK JUDGED_WORSE$/,
    }),
  ],
  ...ACTIONS.filter((action) => action !== 'promote').map((action): [string, Scenario] => [
    `nonsense-in-${action}`,
    answered(action, () => ({})),
  ]),
]);
