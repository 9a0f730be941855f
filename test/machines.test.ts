import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimate } from '../core/rollout/cost.ts';
import { toolOf } from '../core/runbook/tool.ts';
import { catalog } from '../functions/catalog.ts';
import { definitionOf } from '../lib/manifest/machines.ts';
import { makeManifest } from '../lib/manifest/manifest.ts';
import { fill } from '../lib/manifest/resources.ts';
import type { Machine, TaskState } from '../sandbox/step-functions/asl/definition.ts';
import { checkDefinition } from '../sandbox/step-functions/check-definition.ts';
import { type Deployment, deploy } from './flows/deployment.ts';
import { type Installation, install } from './flows/installation.ts';
import type { Service } from './flows/service.ts';
import { storefront } from './flows/storefront.ts';
import { catchPaths, endsFrom, expressionsIn, memberNames, reachable } from './machines/graph.ts';
import { statesEntered } from './machines/transitions.ts';

const NAMING = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };
const manifest = makeManifest(catalog, NAMING);
const MACHINES = manifest.machines.map(
  (machine) =>
    [
      machine.name,
      {
        calls: machine.calls,
        machine: checkDefinition(definitionOf(machine, (place) => fill(place, NAMING))),
      },
    ] as const,
);

function machineNamed(name: string): Machine {
  const found = MACHINES.find(([known]) => known === name);
  if (!found) throw new Error(`There is no machine ${name}.`);
  return found[1].machine;
}

const MOST_STATES = 25;
const FIXED_TRANSITIONS = 20;
const METRIC_MARGIN_SECONDS = 120;
const TRANSITIONS_PER_LOOK = 3;
const PLAN_TOLERANCE = 0.2;

/** Steps of runbooks whose effect must not come twice: the record of the run lets only one call have it. */
function mustNotBeRepeated({ Arguments, Resource }: TaskState): boolean {
  const { Payload } = Arguments as { Payload?: { phase?: string; action?: string } };
  if (Payload?.phase !== 'do' || !Resource.includes('lambda:invoke')) return false;
  const { FunctionName } = Arguments as { FunctionName: string };
  const operation = manifest.functions.find(({ arn }) => arn === FunctionName)?.operation ?? '';
  const { action } = Payload;
  return toolOf({ tool: operation, ...(action !== undefined && { action }) })?.idempotent === false;
}

/** What a machine catches that is no end of it, by its name; each has a test of its own below. */
const GOES_ON: Readonly<Record<string, string>> = {
  escalation: 'AwaitAcknowledgement TellLevel',
  undo: 'UndoStep FindNext',
};

/** Members that only JSONPath states have. */
const JSONPATH = ['InputPath', 'Parameters', 'ResultPath', 'ResultSelector', 'OutputPath', 'ItemsPath'];

describe.each(MACHINES)('the machine %s', (name, { calls, machine }) => {
  const states = Object.entries(machine.States);
  const tasks = states.filter((entry): entry is [string, TaskState] => entry[1].Type === 'Task');
  const ofType = (type: string) => states.filter(([, state]) => state.Type === type).map(([name]) => name);

  it('is small enough to be read, and every state of it can be reached', () => {
    expect(states.length).toBeLessThanOrEqual(MOST_STATES);
    expect([...reachable(machine, machine.StartAt)].sort()).toEqual(states.map(([name]) => name).sort());
  });

  it('gives every task a time-out and retries what may pass by itself', () => {
    const wrong = tasks.filter(([, { TimeoutSeconds, Retry = [] }]) => {
      const retried = Retry.filter(({ MaxAttempts }) => MaxAttempts !== 0);
      return (
        typeof TimeoutSeconds !== 'number' ||
        !retried.some(({ ErrorEquals }) => ErrorEquals.includes('States.TaskFailed'))
      );
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('ends a step whose effect must not come twice when the record says that it may have come', () => {
    const wrong = tasks.filter(([, task]) => {
      const [first] = task.Retry ?? [];
      return mustNotBeRepeated(task) && !(first?.MaxAttempts === 0 && first.ErrorEquals.includes('Conflict'));
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('waits longer for a task than its function may run', () => {
    const hasty = tasks.filter(([, { Arguments, TimeoutSeconds, Resource }]) => {
      if (!Resource.includes('lambda:invoke')) return false;
      const { FunctionName } = Arguments as { FunctionName: string };
      const called = manifest.functions.filter(
        ({ arn, operation }) =>
          FunctionName === arn ||
          FunctionName.includes(`'${arn}'`) ||
          (/^\{% \$(?!lookup)/.test(FunctionName) && operation.startsWith('drive_')),
      );
      return (
        called.length === 0 || called.some(({ timeoutSeconds }) => timeoutSeconds >= Number(TimeoutSeconds))
      );
    });
    expect(hasty.map(([name]) => name)).toEqual([]);
  });

  it('ends every path of a failure FAILED, and never in a success', () => {
    const paths = catchPaths(machine);
    const failures = paths.filter(({ from, to }) => GOES_ON[name] !== `${from} ${to}`);
    expect(paths.length).toBeGreaterThan(0);
    for (const { from, to } of failures) {
      const ends = endsFrom(machine, to);
      expect(ends.length, `${from} catches`).toBeGreaterThan(0);
      expect(
        ends.filter((end) => !ofType('Fail').includes(end)),
        `${from} catches`,
      ).toEqual([]);
    }
  });

  it('succeeds in one state only', () => {
    expect(ofType('Succeed')).toEqual([expect.stringMatching(/^(Promoted|Done)$/)]);
  });

  it('is JSONata throughout, and asks neither the clock nor chance', () => {
    expect(machine.QueryLanguage).toBe('JSONata');
    const members = memberNames(machine.States);
    expect(members.filter((name) => name.endsWith('.$') || JSONPATH.includes(name))).toEqual([]);
    expect(members.filter((name) => name === 'QueryLanguage')).toEqual([]);
    expect(expressionsIn(machine).filter((text) => /\$(now|millis|random)\b/.test(text))).toEqual([]);
  });

  it('calls only steps that no door shows', () => {
    const steps = catalog.filter(({ surfaces }) => surfaces.length === 0).map(({ name }) => name as string);
    expect(calls.functions.length).toBeGreaterThan(0);
    expect(calls.functions.filter((name) => !steps.includes(name))).toEqual([]);
  });
});

describe('the way up of an escalation', () => {
  it('goes on to the next level when nobody answered in time, and only then', () => {
    const { AwaitAcknowledgement } = machineNamed('escalation').States;
    expect(AwaitAcknowledgement).toMatchObject({
      Resource: expect.stringMatching(/\.waitForTaskToken$/),
      Catch: [
        { ErrorEquals: ['States.HeartbeatTimeout'], Next: 'TellLevel' },
        { ErrorEquals: ['States.ALL'], Next: 'NobodyTold' },
      ],
    });
  });
});

describe('the way back of a run', () => {
  it('asks the record what is left, whatever became of a step', () => {
    const machine = machineNamed('undo');
    expect(catchPaths(machine)).toEqual([{ from: 'UndoStep', to: 'FindNext' }]);
    expect([...endsFrom(machine, 'FindNext')].sort()).toEqual(['Done', 'NotUndone']);
  });
});

describe('the way of a failed rollout', () => {
  const machine = machineNamed('deployment');
  const { Verdict, HealthAnswered, Restore } = machine.States;

  it('goes from the verdict to the restore without a state between', () => {
    expect(Verdict).toMatchObject({ Type: 'Choice', Default: 'Restore' });
    expect(HealthAnswered).toMatchObject({ Type: 'Choice', Default: 'Restore' });
    expect(Restore).toMatchObject({ Type: 'Task', Arguments: { Payload: { action: 'restore' } } });
  });

  it('leads through the restore from wherever it begins', () => {
    const after = reachable(machine, 'Restore');
    const elsewhere = catchPaths(machine).filter(({ from, to }) => to !== 'Restore' && !after.has(from));
    expect(elsewhere).toEqual([]);
  });
});

describe('on virtual time', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await install();
  });
  afterAll(() => installation.close());

  const rollout = async (
    name: string,
    wish: NonNullable<Parameters<typeof deploy>[2]>,
    version?: string,
  ): Promise<Deployment> => {
    const service: Service = await storefront(installation, { name, requestsPerSecond: 10 });
    const deployment = await deploy(service, version ?? service.versions.good, wish);
    await deployment.end();
    await service.traffic.stop();
    return deployment;
  };

  it('a rollback follows its verdict at once', async () => {
    const bad = await rollout('shop-bad', { strategy: 'blue-green' }, 'failing');
    expect((await bad.read()).state.name).toBe('ROLLED_BACK');
    const entered = await statesEntered(bad);
    const restore = entered.findIndex(({ state }) => state === 'Restore');
    expect(entered[restore - 1]).toEqual({ state: 'Verdict', at: entered[restore]?.at });
    expect(entered.at(-1)?.state).toBe('Failed');
  });

  it('a healthy rollout takes few transitions', async () => {
    const strategies = ['blue-green', 'canary', 'rolling'] as const;
    const counted = await Promise.all(
      strategies.map(async (strategy) => {
        const deployment = await rollout(`shop-${strategy}`, { strategy });
        const { looks, state, steps } = await deployment.read();
        const transitions = (await statesEntered(deployment)).length;
        const planned = estimate(steps, METRIC_MARGIN_SECONDS).transitions;
        return { strategy, state: state.name, steps: steps.length, looks, transitions, planned };
      }),
    );
    console.table(counted);
    expect(counted.map(({ state }) => state)).toEqual(strategies.map(() => 'PROMOTED'));
    const [blueGreen] = counted.map(({ transitions, looks }) => transitions - TRANSITIONS_PER_LOOK * looks);
    expect(blueGreen).toBeLessThanOrEqual(FIXED_TRANSITIONS);
    // What a plan promises is what a healthy run costs, but for a look or a health proof more or less.
    for (const { transitions, planned } of counted) {
      expect(transitions / planned).toBeGreaterThan(1 - PLAN_TOLERANCE);
      expect(transitions / planned).toBeLessThan(1 + PLAN_TOLERANCE);
    }
  });
});
