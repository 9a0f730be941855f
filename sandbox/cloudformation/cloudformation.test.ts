import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Account } from '../account/account.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { CloudFormation } from './cloudformation.ts';
import { dependencyOrder } from './dependency-order.ts';
import { referredTo, resolved } from './intrinsics.ts';
import type { CustomResponse } from './resource-type.ts';
import type { Template, TemplateResource } from './template.ts';

const DEPLOYER = 'arn:aws:iam::000000000000:role/cdk-deploy';

interface Event {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

let account: Account;
let events: Event[];
let stacks: CloudFormation;
beforeEach(() => {
  account = new Account({ plane: 'model', clock: new VirtualClock(), seed: 3 });
  account.iam.setStatements(DEPLOYER, [{ actions: ['*'], resources: ['*'] }]);
  events = [];
  stacks = new CloudFormation(account, DEPLOYER, (_logicalId, _clients, http) => async (given) => {
    const event = given as Event;
    events.push(event);
    const fails = event.ResourceProperties['Fails'] === event.RequestType;
    const answer: CustomResponse = {
      Status: fails ? 'FAILED' : 'SUCCESS',
      PhysicalResourceId: event.PhysicalResourceId ?? `made-${String(event.ResourceProperties['Name'])}`,
      ...(fails ? { Reason: 'As asked.' } : { Data: { Size: '3' } }),
    };
    await http({ url: event.ResponseURL, method: 'PUT', body: JSON.stringify(answer), timeoutMs: 1 });
  });
});
afterEach(() => account.close());

const FUNCTION: TemplateResource = {
  Type: 'AWS::Lambda::Function',
  Properties: { FunctionName: 'provider', Role: 'r' },
};
const custom = (properties: object, more: object = {}): TemplateResource => ({
  Type: 'Custom::Thing',
  Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] }, ...properties },
  ...more,
});
const template = (things: Template['Resources'], Outputs: Template['Outputs'] = {}): Template => ({
  Resources: { ...things, Provider: FUNCTION },
  Outputs,
});
const asked = () =>
  events.map(({ RequestType, ResourceProperties }) => `${RequestType} ${ResourceProperties['Name']}`);

describe('a stack', () => {
  it('touches only what has changed, and hands scalars over as text', async () => {
    const both = (size: number) =>
      template({ One: custom({ Name: 'one', Size: size }), Two: custom({ Name: 'two' }) });
    await stacks.deploy('s', both(1));
    await stacks.deploy('s', both(2));
    expect(asked()).toEqual(['Create one', 'Create two', 'Update one']);
    expect(events.at(-1)).toMatchObject({
      PhysicalResourceId: 'made-one',
      ResourceProperties: { Size: '2' },
      OldResourceProperties: { Size: '1' },
    });
  });

  it('gives attributes to what refers to them, and to its outputs', async () => {
    const outputs = await stacks.deploy(
      's',
      template(
        { Two: custom({ Name: { 'Fn::Sub': `from-\${One}-\${One.Size}` } }), One: custom({ Name: 'one' }) },
        { Size: { Value: { 'Fn::Join': ['=', ['size', { 'Fn::GetAtt': ['One', 'Size'] }]] } } },
      ),
    );
    expect(asked()).toEqual(['Create one', 'Create from-made-one-3']);
    expect(outputs).toEqual({ Size: 'size=3' });
  });

  it('takes back what it did when something fails: properties first, then what is new', async () => {
    await stacks.deploy('s', template({ One: custom({ Name: 'one', Size: 1 }) }));
    events.length = 0;
    const next = template({
      One: custom({ Name: 'one', Size: 2 }),
      New: custom({ Name: 'new' }, { DependsOn: 'One' }),
      Bad: custom({ Name: 'bad', Fails: 'Create' }, { DependsOn: ['New'] }),
    });
    await expect(stacks.deploy('s', next)).rejects.toThrow('As asked.');
    expect(asked()).toEqual([
      'Update one',
      'Create new',
      'Create bad',
      'Delete bad',
      'Update one',
      'Delete new',
    ]);
    expect(events[4]?.ResourceProperties['Size']).toBe('1');
    await stacks.deploy('s', template({ One: custom({ Name: 'one', Size: 1 }) }));
    expect(events).toHaveLength(6);
  });

  it('deletes what is no longer declared, unless it is retained, and all the rest with itself', async () => {
    const kept = custom({ Name: 'kept' }, { DeletionPolicy: 'Retain' });
    await stacks.deploy(
      's',
      template({ One: custom({ Name: 'one' }), Kept: kept, Two: custom({ Name: 'two' }) }),
    );
    await stacks.deploy('s', template({ Two: custom({ Name: 'two' }) }));
    await stacks.delete('s');
    expect(asked().slice(3)).toEqual(['Delete one', 'Delete two']);
  });

  it('refuses by name what it does not know, before anything is made', async () => {
    const queue = { Type: 'AWS::SQS::Queue' };
    await expect(
      stacks.deploy('s', template({ One: custom({ Name: 'one' }), Queue: queue })),
    ).rejects.toThrow(
      'The sandbox does not implement resources of type AWS::SQS::Queue. Add it to sandbox/cloudformation/resource-types.ts.',
    );
    expect(events).toEqual([]);
    const nobody = { ref: () => '', attribute: () => '' };
    expect(() => resolved({ 'Fn::If': ['a', 'b', 'c'] }, nobody)).toThrow('the intrinsic function Fn::If');
  });
});

describe('dependencies', () => {
  it('come from references of every form', () => {
    const value = [
      { Ref: 'A' },
      { 'Fn::GetAtt': ['B', 'Arn'] },
      { 'Fn::Sub': `\${C}-\${D.Arn}` },
      { Ref: 'AWS::Region' },
    ];
    expect(referredTo(value)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('cannot go in a circle', () => {
    const circle = { A: { Type: 'x', DependsOn: 'B' }, B: { Type: 'x', Properties: { a: { Ref: 'A' } } } };
    expect(() => dependencyOrder({ Resources: circle })).toThrow(
      'Circular dependency between resources: A, B',
    );
  });
});
