import { type Outcome, outcomeOfError, outcomeOfStatus } from '../outcome.ts';

interface Answered {
  readonly name: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Refusals that end without a change of the message: quotas, and what an account's owner can put right. */
const LATER =
  /Throttl|TooManyRequests|LimitExceeded|SendingPaused|AccountSuspended|AccessDenied|Authorization/;

/** Calls AWS once and tells how it came out. */
export async function asked(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    await call();
    return { kind: 'sent', words: 'AWS took it.' };
  } catch (error) {
    const { name, $metadata } = error as Answered;
    const status = $metadata?.httpStatusCode;
    if (LATER.test(name)) return { kind: 'later', words: `AWS answered ${name}.` };
    if (status === undefined) return outcomeOfError(error);
    return { ...outcomeOfStatus(status === 200 ? 400 : status), words: `AWS answered ${name}.` };
  }
}
