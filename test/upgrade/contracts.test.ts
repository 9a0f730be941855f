import { describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import type { Definition } from '../../functions/operation.ts';
import { machineAnswer } from '../../functions/rollouts/machine-answer.ts';
import { calls, machineFiles, recordsOf, TARGETS } from './previous-release.ts';

const byName = new Map((catalog as readonly Definition[]).map((definition) => [definition.name, definition]));
const DRIVERS = ['drive_ecs_pair', 'drive_lambda_alias'];
const says = (operation: string, action?: unknown) =>
  action === undefined ? operation : `${operation} ${action}`;

/** Functions and drivers' actions that the machines of the release before call. */
function calledByMachines(): Set<string> {
  const text = [...machineFiles().values()].join('\n');
  const named = [...text.matchAll(/\$\{function:([a-z_]+)\}/g)].map(([, name = '']) => name);
  const actions = [...text.matchAll(/"action": "([a-z]+)"/g)].map(([, action = '']) => action);
  const others = named.filter((name) => !DRIVERS.includes(name));
  return new Set([...others, ...DRIVERS.flatMap((driver) => actions.map((action) => says(driver, action)))]);
}

const scheduled = TARGETS.flatMap((target) =>
  ['in-mid-bake', 'promoted'].flatMap((state) =>
    recordsOf(target, state).schedules.map(({ name, target: { Arn, Input } }) => ({
      name: `${target} ${name.split('-dep-')[0]}`,
      operation: (Arn.split(':operate-')[1] ?? '').replaceAll('-', '_'),
      input: JSON.parse(Input) as Readonly<Record<string, unknown>>,
    })),
  ),
);

describe('what the machines, rules and schedules of the release before send', () => {
  it('is all kept: every function and action that its machines name, every cause, every watched call', () => {
    const kept = new Set(calls.map(({ operation, input }) => says(operation, input['action'])));
    expect([...calledByMachines()].filter((call) => !kept.has(call))).toEqual([]);
    const values = (field: string) => new Set(calls.map(({ input }) => input[field]));
    expect([...values('cause')]).toEqual(
      expect.arrayContaining(['EXECUTION_ENDED', 'RESTORE_ENDED', 'DEADLINE_PASSED']),
    );
    expect([...values('eventName')]).toEqual(
      expect.arrayContaining(['ModifyListener', 'ModifyRule', 'UpdateService', 'UpdateAlias20150331']),
    );
    expect(scheduled.map(({ name }) => name)).toEqual([
      'ecs-pair deadman',
      'ecs-pair window',
      'lambda-alias deadman',
      'lambda-alias window',
    ]);
  });

  it.each(
    [...calls, ...scheduled].map((call) => [says(call.operation, call.input['action']), call] as const),
  )('%s is accepted', (_name, { operation, input }) => {
    expect(byName.get(operation)?.input.safeParse(input).error?.issues).toBeUndefined();
  });
});

describe('what its machines are answered', () => {
  it('is what their choices tell apart, or means the end', () => {
    const text = [...machineFiles().values()].join('\n');
    const known = new Set([...text.matchAll(/\.next = '([a-z]+)'/g)].map(([, next]) => next));
    const answers = machineAnswer.shape.next.options.filter((next) => !known.has(next));
    expect(answers).toEqual(['done', 'refused']);
  });
});
