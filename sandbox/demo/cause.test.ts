import { expect, it } from 'vitest';
import { isNamed, namedCause } from './cause.ts';

it('an incident of the demo has its cause named, and is repaired', async () => {
  const lines: string[] = [];
  const incident = await namedCause((line) => lines.push(line));
  expect(isNamed(incident)).toBe(true);
  expect(lines.some((line) => line.includes(`The cause is most likely ${incident.cause?.named}`))).toBe(true);
  expect(isNamed({ ...incident, cause: { named: 'another', right: false } })).toBe(false);
}, 120_000);
