import type { Clients } from '../../../functions/clients.ts';

/** What the endpoint answers to one request, as AWS writes it. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Requests of one client, what they are answered with, and what the SDK makes of it. */
export interface Call {
  readonly send: (clients: Clients) => Promise<unknown>;
  readonly answers: readonly Answer[];
  /** Part of the output, or of the error as `describeError` tells it. */
  readonly expected: unknown;
}

/** A JSON body. */
export const json = (value: unknown, status = 200, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify(value),
});

export async function collect<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const collected: Page[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
}

/** All that callers may tell an error by. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { thrown: error };
  const { $metadata, ...fields } = error as Error & Record<string, unknown>;
  const { httpStatusCode, attempts, requestId } = ($metadata ?? {}) as Record<string, unknown>;
  const { name, message } = error;
  return { ...fields, name, message, httpStatusCode, attempts, requestId };
}
