import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ExecutionEnd } from './asl/execution.ts';
import type { RecordedEvent } from './asl/history.ts';
import type { Json } from './asl/json.ts';
import { assignedVariables, replay, type Scenario, statesEntered } from './asl/replay.fixture.ts';

/** One file of `cases/`. What `expected` leaves out is not compared. */
interface Case extends Scenario {
  readonly title: string;
  readonly expected: {
    readonly status: ExecutionEnd['status'];
    readonly output?: Json;
    readonly error?: string;
    readonly cause?: string;
    readonly elapsedSeconds?: number;
    readonly statesEntered?: readonly string[];
    readonly assignedVariables?: readonly Json[];
    readonly eventTypes?: readonly string[];
  };
}

const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder).map((file): readonly [string, Case] => {
  const read = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case;
  return [`${file}: ${read.title}`, read];
});

function outcome(end: ExecutionEnd, events: readonly RecordedEvent[], elapsedSeconds: number) {
  const ended =
    end.status === 'SUCCEEDED' ? { output: end.output } : { error: end.error ?? '', cause: end.reason };
  return {
    ...ended,
    status: end.status,
    elapsedSeconds,
    statesEntered: statesEntered(events),
    assignedVariables: assignedVariables(events),
    eventTypes: events.map(({ type }) => type),
  };
}

describe('the Amazon States Language', () => {
  it.for(cases)('%s', async ([, { expected, ...scenario }]) => {
    const { end, events, elapsedSeconds } = await replay(scenario);
    const actual: Partial<Record<string, unknown>> = outcome(end, events, elapsedSeconds);
    for (const [what, value] of Object.entries(expected)) {
      expect(actual[what], `${what}, after ${JSON.stringify(actual)}`).toEqual(value);
    }
  });
});
