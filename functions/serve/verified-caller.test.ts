import { beforeEach, describe, expect, it } from 'vitest';
import { Unauthenticated } from '../../core/errors.ts';
import type { Caller, Context } from '../context.ts';
import type { Contract } from '../contract.ts';
import type { Delivery } from '../verified-caller.ts';
import { type Served, served } from './served.fixture.ts';

const OPEN: Partial<Contract> = { verifiesCaller: true, accepts: true };
const CALLER = { arn: 'webhook:grafana', roles: ['deployer'], kind: 'principal' } as const;

type Verify = (delivery: Delivery, context: Context) => Promise<Caller>;
const verified = (verify: Verify) => Object.assign(() => ({ done: true }), { verify });

let disk: Served;
beforeEach(async () => {
  disk = await served();
});

describe('an operation that verifies its caller itself', () => {
  it('is given the exact bytes before anything else, and answers 202', async () => {
    const seen: string[] = [];
    const answer = verified(async ({ body }) => {
      seen.push(new TextDecoder().decode(body));
      return CALLER;
    });
    const body = '{"size":5, "unit":"a\\u0007b"}';
    const { status } = await disk.ask({ as: null, body }, answer, OPEN);
    expect([status, seen]).toEqual([202, [body]]);
    expect(disk.calls[0]?.context.call.caller).toEqual(CALLER);
  });

  it('is reached by nobody whom it does not know, whatever the gateway says of them', async () => {
    const refuse = async () => {
      throw new Unauthenticated('Who?');
    };
    const answer = verified(refuse);
    expect((await disk.ask({ as: 'deployers/ada', body: 'no JSON' }, answer, OPEN)).status).toBe(401);
    expect((await disk.ask({ as: 'deployers/ada' }, async () => ({ done: true }), OPEN)).status).toBe(401);
    expect(disk.calls).toEqual([]);
  });

  it('is not verified where its contract does not say so', async () => {
    const answer = verified(async () => CALLER);
    expect((await disk.ask({ as: null }, answer)).status).toBe(401);
  });
});
