import type { AuditRecord } from '../../core/audit/chain.ts';
import { ENVIRONMENT, testTable } from '../audit/context.fixture.ts';
import { pageOfMonth } from '../audit/store.ts';
import { commit } from '../commit.ts';
import type { Context, Runtime } from '../context.ts';
import type { Contract } from '../contract.ts';
import { type AnyHandler, serve } from './chain.ts';
import type { HttpAnswer } from './event.ts';
import { GATEWAY_HEADER } from './gateway.ts';

export const ARN = 'arn:aws:sts::000000000000:assumed-role';
/** The product's own, as they were built. */
const POLICIES = new URL('../../dist/contracts/policies.js', import.meta.url).href;
const ROLES = [
  { principal: `${ARN}/deployers/*`, roles: ['deployer'] },
  { principal: `${ARN}/viewers/*`, roles: ['viewer'] },
  { principal: `${ARN}/operate-run-call-operation/*`, roles: ['deployer'] },
] as const;

/** A contract that wants a number `size`, and fills in `unit`. */
function contract(changes: Partial<Contract> = {}): Contract {
  const validate: Contract['validate'] = (value) => {
    const input = value as Record<string, unknown>;
    input['unit'] ??= 'MB';
    const fits = typeof input['size'] === 'number';
    validate.errors = fits
      ? null
      : [{ instancePath: '/size', keyword: 'type', params: { type: 'number' }, message: 'must be number' }];
    return fits;
  };
  return {
    name: 'resize_disk',
    risk: 'change',
    role: 'deployer',
    surfaces: ['http'],
    fieldTypes: { size: 'number', unit: 'string' },
    validate,
    ...changes,
  };
}

export interface Asked {
  readonly as?: string | null;
  readonly body?: string;
  readonly key?: string;
  readonly method?: string;
  readonly query?: Record<string, string>;
  readonly base64?: boolean;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the gateway's header holds; null for none. */
  readonly token?: string | null;
  /** For whom a function of ours says that it calls. */
  readonly onBehalfOf?: string;
}

function event({
  as = 'deployers/ada',
  body = '{"size":5}',
  key,
  method = 'POST',
  query,
  base64 = false,
  headers = {},
  token = ENVIRONMENT.gatewayToken,
  onBehalfOf,
}: Asked) {
  return {
    rawPath: '/operations/resize-disk',
    headers: {
      ...headers,
      ...(token !== null && { [GATEWAY_HEADER]: token }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(query && { queryStringParameters: query }),
    body,
    isBase64Encoded: base64,
    requestContext: {
      http: { method },
      requestId: 'req-1',
      ...(as && { authorizer: { iam: { userArn: `${ARN}/${as}` }, onBehalfOf } }),
    },
  };
}

type Answer = ((context: Context) => unknown) & Pick<AnyHandler, 'carryOut' | 'verify'>;

/** An operation of a disk, served as functions serve theirs, and everything that it was called with. */
export async function served() {
  const table = await testTable();
  const calls: { input: unknown; context: Context }[] = [];
  const { call: _none, ...rest } = table.context();
  const { policies } = await import(POLICIES);
  const runtime: Runtime = {
    ...rest,
    policies,
    environment: { ...ENVIRONMENT, rolePrefix: 'operate-run-', roles: ROLES },
  };
  const serving = (answer: Answer = () => ({ done: true }), changes: Partial<Contract> = {}) => {
    const handler: AnyHandler = async (input: unknown, context) => {
      calls.push({ input, context });
      return answer(context);
    };
    const { carryOut, verify } = answer;
    const whole = Object.assign(handler, carryOut && { carryOut }, verify && { verify });
    return serve(contract(changes), whole, runtime);
  };
  return {
    ...table,
    calls,
    /** The function as it stays between its calls. */
    serving,
    /** Calls it through its door. */
    async ask(asked: Asked, answer?: Answer, changes?: Partial<Contract>) {
      const told = await serving(answer, changes)(event(asked), { awsRequestId: 'aws-1' });
      const { statusCode, headers, body } = told as HttpAnswer;
      return {
        status: statusCode,
        headers,
        body: JSON.parse(body || '{}') as Record<string, unknown>,
        text: body,
      };
    },
    /** Calls it as a machine does. */
    invoke: (input: unknown, changes: Partial<Contract>, answer?: Answer) =>
      serving(answer, changes)(input, { awsRequestId: 'aws-1' }),
    async audited(limit = 100): Promise<readonly AuditRecord[]> {
      const filter = { caller: undefined, action: undefined, outcome: undefined };
      return (await pageOfMonth(table.context(), '2026-01', filter, limit)).records;
    },
  };
}

export type Served = Awaited<ReturnType<typeof served>>;

export const fails = (error: Error) => () => {
  throw error;
};

/** Writes a change with the call's idempotency key, as handlers do. */
export const changing = (resource: string) => async (context: Context) => {
  const answer = { resource, at: context.clock.now() };
  await commit(context, {
    resource: `disk/${resource}`,
    head: undefined,
    item: {},
    words: 'Resized.',
    answer,
  });
  return answer;
};
