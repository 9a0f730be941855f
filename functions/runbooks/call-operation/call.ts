import { Refused } from '../../../core/errors.ts';
import { CALLABLE_OPERATIONS } from '../../../core/runbook/callable-operations.ts';
import { callByDoor } from '../../call-by-door.ts';
import type { Context } from '../../context.ts';
import type { ChangingTool, Job } from '../step/tool-work.ts';

interface Before {
  readonly operation: string;
  /** The idempotency key: however often it is called, it is one call. */
  readonly key: string;
}

interface Answered {
  readonly status: number;
  /** null for one that is too long to be kept with the run. */
  readonly answer: unknown;
}

const LONGEST_ANSWER = 8000;

/** Calls an operation by the door that callers use, under this function's own name. */
export const callOperation: ChangingTool<Before, Answered> = {
  name: 'call_operation',
  alone: false,
  observe: async (_context, { said, key }) => {
    if (CALLABLE_OPERATIONS.some((operation) => operation === said)) return { operation: said, key };
    throw new Refused(`A runbook may not call ${said}; it may call ${CALLABLE_OPERATIONS.join(', ')}.`);
  },
  bound: ({ operation }) => ({ operation }),
  plan: ({ operation }, { params }) => ({
    words: `Calls ${operation} with ${JSON.stringify(params['input'])}.`,
    effect: 'It is answered with a success.',
  }),
  act,
  effectSeen: async (_context, _job, { operation }, result) =>
    result
      ? { effect: 'there', words: `${operation} was answered ${result.status}.` }
      : { effect: 'no-data', words: `Nobody knows what ${operation} was answered.` },
};

/** The session is named after the run; whoever asked for the run is behind it. */
async function act(context: Context, { run, params }: Job, { operation, key }: Before): Promise<Answered> {
  const { status, answer, length } = await callByDoor(context, {
    operation,
    key,
    input: params['input'],
    as: 'call-operation',
    session: run?.id ?? '',
    ...(run && { onBehalfOf: run.requestedBy }),
  });
  return { status, answer: length > LONGEST_ANSWER ? null : answer };
}
