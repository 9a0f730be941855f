import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from './json.ts';
import { assignedVariables, replay, type Scenario, statesEntered } from './replay.fixture.ts';

interface Recording extends Scenario {
  readonly id: string;
  readonly eventTypes: readonly string[];
  readonly expected: {
    readonly status: string;
    readonly output?: Json;
    readonly error?: string;
    readonly statesEntered: readonly string[];
    readonly assignedVariables: readonly Json[];
  };
}

const project = new URL('../../../', import.meta.url).pathname;
const file = join(
  process.env.OPERATE_DATA ?? join(project, '../shared/data'),
  'asl-aws-recordings',
  'executions.json',
);
const present = existsSync(file);
const title = present
  ? 'executions recorded on AWS'
  : `executions recorded on AWS: the data is absent (${file}; set OPERATE_DATA), so nothing is compared`;

/** The recorder masked the ARN of the function that stands in Resource; the events still tell that it is one. */
function unmasked({ definition, eventTypes }: Recording): Scenario['definition'] {
  const text = JSON.stringify(definition);
  if (!eventTypes.includes('LambdaFunctionScheduled')) return definition;
  return JSON.parse(
    text.replace('"Resource":"__tbd__"', '"Resource":"arn:aws:lambda:eu-west-1:000000000000:function:f"'),
  );
}

describe.skipIf(!present)(title, () => {
  const recordings: readonly Recording[] = present ? JSON.parse(readFileSync(file, 'utf8')) : [];

  it('are 67', () => expect(recordings).toHaveLength(67));

  it.for(recordings.map((recording) => [recording.id.replace(/^.*::/, ''), recording] as const))(
    '%s',
    async ([, recording]) => {
      const { end, events } = await replay({ ...recording, definition: unmasked(recording) });
      const { expected, eventTypes } = recording;
      expect(end.status).toBe(expected.status);
      if (end.status === 'SUCCEEDED') expect(end.output).toEqual(expected.output);
      else expect(end.error ?? '').toBe(expected.error);
      expect(statesEntered(events)).toEqual(expected.statesEntered);
      expect(assignedVariables(events)).toEqual(expected.assignedVariables);
      expect(events.map(({ type }) => type)).toEqual(eventTypes);
    },
  );
});
