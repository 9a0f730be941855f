import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Account } from '../../../../sandbox/account/account.ts';
import { VirtualClock } from '../../../../sandbox/clock/virtual-clock.ts';
import { provisionPricing } from '../../../../sandbox/lambda/samples/provision-pricing.ts';
import { NOTHING_MADE, type ResourceEvent, serveResource } from '../custom-resource.ts';
import { aliasProvider } from './provider.ts';

const ROLE = 'arn:aws:iam::000000000000:role/provider';
const ALIAS = {
  FunctionName: 'pricing',
  Name: 'edge',
  FunctionVersion: '1',
  Description: 'Moved by Operate',
};

let account: Account;
beforeEach(() => {
  account = new Account({ plane: 'model', clock: new VirtualClock(), seed: 3 });
  account.iam.setStatements(ROLE, [{ actions: ['lambda:*'], resources: ['*'] }]);
  provisionPricing(account.scope, account.lambda);
});
afterEach(() => account.close());

interface Answer {
  readonly Status: string;
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Readonly<Record<string, string>>;
}

/** Sends an event and answers what CloudFormation is told. */
async function ask(event: Partial<ResourceEvent>, status = 200): Promise<Answer> {
  const told: Answer[] = [];
  const whole: ResourceEvent = {
    RequestType: 'Create',
    ResponseURL: 'https://response.test/1',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Alias',
    ResourceType: 'Custom::OperateAlias',
    ResourceProperties: ALIAS,
    ...event,
  };
  await serveResource(aliasProvider, whole, {
    clients: account.dispatcher.clientsFor({ arn: ROLE }),
    clock: account.scope.clock,
    http: async ({ url, method, body = '' }) => {
      expect([method, url]).toEqual(['PUT', whole.ResponseURL]);
      told.push(JSON.parse(body) as Answer);
      return { status, headers: {}, body: '' };
    },
  });
  const [answer] = told;
  if (!answer) throw new Error('CloudFormation was told nothing.');
  return answer;
}

describe('the provider of an alias', () => {
  it('makes it once, also when the creation is tried again', async () => {
    const made = await ask({});
    expect(made).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'pricing:edge' });
    expect(made.Data?.['AliasArn']).toMatch(/:function:pricing:edge$/);
    expect(await ask({})).toEqual(made);
  });

  it('refuses one that somebody else has made, and does not delete it afterwards', async () => {
    const refused = await ask({ ResourceProperties: { ...ALIAS, Name: 'live' } });
    expect(refused).toMatchObject({ Status: 'FAILED', PhysicalResourceId: NOTHING_MADE });
    expect(refused.Reason).toContain('pricing has an alias live already');
    const { PhysicalResourceId } = refused;
    const ResourceProperties = { ...ALIAS, Name: 'live' };
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId, ResourceProperties })).toMatchObject({
      Status: 'SUCCESS',
    });
    expect(account.lambda.shares('pricing', 'live')).toEqual({ 1: 1 });
  });

  it('gives it under a new name the version that serves, not the newest', async () => {
    await ask({ ResourceProperties: { ...ALIAS, FunctionVersion: '2' } });
    const renamed = await ask({
      RequestType: 'Update',
      PhysicalResourceId: 'pricing:edge',
      OldResourceProperties: ALIAS,
      ResourceProperties: { ...ALIAS, Name: 'front', FunctionVersion: '4' },
    });
    expect(renamed.PhysicalResourceId).toBe('pricing:front');
    expect(account.lambda.shares('pricing', 'front')).toEqual({ 2: 1 });
    await ask({ RequestType: 'Delete', PhysicalResourceId: 'pricing:edge' });
    expect(() => account.lambda.shares('pricing', 'edge')).toThrow('Cannot find alias');
  });

  it('says what AWS said', async () => {
    const { Reason } = await ask({ ResourceProperties: { ...ALIAS, FunctionVersion: '99' } });
    expect(Reason).toContain('Function not found');
  });

  it('fails aloud when CloudFormation does not take its answer', async () => {
    await expect(ask({}, 403)).rejects.toThrow('did not take the answer (status 403)');
  });
});
