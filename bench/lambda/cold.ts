import { median, rounded } from '../statistics.ts';
import { endpoint } from './endpoint.ts';
import { inProcess } from './process.ts';
import { REFERENCE, type Scenario } from './scenarios.ts';

/** CPU milliseconds (user and system) of a cold start, medians over fresh processes. */
export interface Cold {
  readonly name: string;
  readonly calls: number;
  readonly importMs: number;
  readonly cpuMs: number;
  /** Of the reference stack's CPU time in the same rounds. */
  readonly ratio: number;
}

interface Subject extends Scenario {
  readonly bundle: string;
}

interface Start {
  readonly importMs: number;
  readonly cpuMs: number;
  readonly answer: { readonly statusCode?: number; readonly failed?: string };
}

/**
 * Starts every function and the reference stack in turn, round after round, so that whatever else the machine does
 * meets all alike.
 */
export async function coldStarts(
  reference: string,
  functions: readonly Subject[],
  { rounds, environment }: { rounds: number; environment: string },
): Promise<Cold[]> {
  const aws = await endpoint();
  const variables = variablesFor(aws.url, environment);
  const subjects: readonly Subject[] = [{ ...REFERENCE, name: 'reference', bundle: reference }, ...functions];
  const starts = new Map<string, Start[]>(subjects.map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < rounds; round += 1)
      for (const subject of subjects) {
        aws.answer(subject.answers);
        const { bundle, event } = subject;
        const start = await inProcess<Start>('child.cjs', { bundle, event }, variables);
        check(subject, start, aws.calls());
        starts.get(subject.name)?.push(start);
      }
  } finally {
    aws.close();
  }
  const base = median(starts.get('reference')?.map(({ cpuMs }) => cpuMs) ?? []);
  return subjects.map(({ name, calls }) => summary(name, calls, starts.get(name) ?? [], base));
}

function summary(name: string, calls: number, starts: readonly Start[], base: number): Cold {
  const cpuMs = median(starts.map((start) => start.cpuMs));
  const importMs = median(starts.map((start) => start.importMs));
  return {
    name,
    calls,
    importMs: rounded(importMs, 1),
    cpuMs: rounded(cpuMs, 1),
    ratio: rounded(cpuMs / base, 3),
  };
}

/** A start that failed, or took another way than it should, would be a wrong figure. */
function check({ name, calls }: Subject, { answer }: Start, seen: number): void {
  if (answer.failed || (answer.statusCode ?? 200) !== 200)
    throw new Error(`${name} answered ${JSON.stringify(answer)}.`);
  if (seen !== calls) throw new Error(`${name} made ${seen} AWS calls, not ${calls}.`);
}

/** What Lambda sets, and nothing of the machine's own. */
function variablesFor(url: string, environment: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    HOME: '/nonexistent',
    OPERATE_ENVIRONMENT: environment,
  };
}
