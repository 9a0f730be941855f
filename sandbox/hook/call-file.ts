import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** One attempt of one SDK call as it is written down, with every IAM action that AWS would check for it. */
export interface WrittenCall {
  readonly client: string;
  readonly command: string;
  readonly principal: string;
  readonly actions: readonly string[];
  readonly input: object;
}

/** Directory for the calls of every account, one file of JSON lines a process; without it nothing is written. */
const VARIABLE = 'OPERATE_RECORD_CALLS';

/** What writes calls down, where the environment asks for it, so that others can check them against AWS's models. */
export function callFile(
  directory: string | undefined = process.env[VARIABLE],
): ((call: WrittenCall) => void) | undefined {
  if (directory === undefined || directory === '') return undefined;
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${process.pid}.jsonl`);
  return (call) => appendFileSync(file, `${JSON.stringify(written(call))}\n`);
}

/** JSON has neither times nor bytes: they are `{"$timestamp": ISO 8601}` and `{"$blob": base64}`. */
function written(value: unknown): unknown {
  if (value instanceof Date) return { $timestamp: value.toISOString() };
  if (value instanceof Uint8Array) return { $blob: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, written(member)]));
}
