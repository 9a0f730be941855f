import { describe, expect, it } from 'vitest';
import type { Machine, State } from './definition.ts';
import { MAX_EVENTS } from './limits.ts';
import { replay } from './replay.fixture.ts';

const machine = (states: Readonly<Record<string, State>>, startAt: string): Machine => ({
  QueryLanguage: 'JSONata',
  StartAt: startAt,
  States: states,
});
const run = (definition: Machine, input = {}) => replay({ definition, input, taskOutcomes: [] });

describe('an execution', () => {
  it('that never ends by itself ends with its history', async () => {
    const { end, events } = await run(machine({ Again: { Type: 'Pass', Next: 'Again' } }, 'Again'));
    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(events.length).toBe(MAX_EVENTS);
  });

  it('walks two hundred states, each with an expression', async () => {
    const states = Array.from({ length: 200 }, (_, index): [string, State] => [
      `s${index}`,
      {
        Type: 'Pass',
        Output: '{% {"a": $states.input.a + 1} %}',
        ...(index === 199 ? { End: true } : { Next: `s${index + 1}` }),
      },
    ]);
    const { end } = await run(machine(Object.fromEntries(states), 's0'), { a: 0 });
    expect(end).toEqual({ status: 'SUCCEEDED', output: { a: 200 } });
  });

  it('links each event to the one before it in the same branch', async () => {
    const branch = (name: string) => ({
      StartAt: name,
      States: { [name]: { Type: 'Pass', End: true } as State },
    });
    const { events } = await run(
      machine({ Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true } }, 'Both'),
    );
    const started = events.find(({ type }) => type === 'ParallelStateStarted')?.id;
    const entered = events.filter(({ type }) => type === 'PassStateEntered');
    expect(entered.map(({ previousEventId }) => previousEventId)).toEqual([started, started]);
    const exited = events.filter(({ type }) => type === 'PassStateExited');
    expect(exited.map(({ previousEventId }) => previousEventId)).toEqual(entered.map(({ id }) => id));
  });
});
