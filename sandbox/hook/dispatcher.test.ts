import {
  AccessDeniedException,
  ClusterNotFoundException,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { TEST_ROLE, testAccount } from './account.fixture.ts';
import { account, command, LISTENER, SERVICE, update } from './stand-ins.fixture.ts';

describe('calls through real SDK clients', () => {
  it('reach the service and come back with metadata', async () => {
    const { clients, updates } = account();
    const output = await clients(ECSClient).send(update());
    expect(output.service).toEqual({ serviceName: 'shop', desiredCount: 2 });
    expect(output.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 });
    expect(output.$metadata.requestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(updates).toEqual([{ service: 'shop', desiredCount: 2 }]);
  });

  it('share nothing with the caller', async () => {
    const { clients, updates } = account();
    const input = { service: 'shop', loadBalancers: [{ containerName: 'app' }] };
    await clients(ECSClient).send(new UpdateServiceCommand(input));
    expect(updates[0]?.loadBalancers).toEqual(input.loadBalancers);
    expect(updates[0]?.loadBalancers).not.toBe(input.loadBalancers);
  });

  it('answer directly below the retry middleware, before anything is signed', () => {
    const stack = account().clients(ECSClient).middlewareStack.identify();
    const at = (name: string) => stack.findIndex((entry) => entry.startsWith(name));
    expect(at('sandbox')).toBe(at('retryMiddleware') + 1);
    expect(at('httpSigningMiddleware')).toBeGreaterThan(at('sandbox'));
  });

  it('give the same clients for the same role, others for another', () => {
    const { dispatcher, clients } = account();
    expect(clients(ECSClient)).toBe(dispatcher.clientsFor({ arn: TEST_ROLE })(ECSClient));
    expect(clients(ECSClient)).not.toBe(dispatcher.clientsFor({ arn: `${TEST_ROLE}2` })(ECSClient));
  });

  it('keep the exception classes of services', async () => {
    const failure = account()
      .clients(ECSClient)
      .send(new DescribeServicesCommand({ services: ['shop'] }));
    await expect(failure).rejects.toThrow(ClusterNotFoundException);
    await expect(failure).rejects.toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400 } });
  });

  it('refuse by name what no service implements, without a retry', async () => {
    const { clients, recorder } = account();
    await expect(clients(ECSClient).send(new ListClustersCommand({}))).rejects.toThrow(
      'The sandbox does not implement ECSClient.ListClusters. Add it to sandbox/ecs/.',
    );
    expect(recorder.calls.map(({ outcome }) => outcome)).toEqual(['SandboxNotImplemented']);
  });
});

describe('idempotency tokens', () => {
  it('that the caller leaves out are the same at every attempt of a call, and new with the next', async () => {
    const tokens: unknown[] = [];
    const { clients, faults } = testAccount(() => [
      {
        client: 'SchedulerClient',
        commands: {
          CreateSchedule: command('scheduler:CreateSchedule', ({ ClientToken }: { ClientToken: string }) => {
            tokens.push(ClientToken);
            return { ScheduleArn: 'arn' };
          }),
        },
      },
    ]);
    faults.add({ match: {}, effect: 'error-after', error: { name: 'TimeoutError' }, times: 1 });
    const schedule = {
      Name: 'deadman',
      ScheduleExpression: 'at(2026-01-01T00:00:00)',
      Target: { Arn: 'arn', RoleArn: 'arn' },
      FlexibleTimeWindow: { Mode: 'OFF' },
    } as const;
    for (let call = 0; call < 2; call++)
      await clients(SchedulerClient).send(new CreateScheduleCommand(schedule));
    expect(tokens).toHaveLength(3);
    expect(tokens[1]).toBe(tokens[0]);
    expect(new Set(tokens).size).toBe(2);
  });
});

describe('schema checks', () => {
  it('refuse unknown members, wrong types and missing members by path', async () => {
    const send = (input: object) => account().clients(ECSClient).send(update(input));
    await expect(send({ deploymentConfiguration: { maximumPercnt: 200 } })).rejects.toMatchObject({
      name: 'SerializationException',
      message: expect.stringContaining("'deploymentConfiguration.maximumPercnt' is not a member of"),
    });
    await expect(send({ loadBalancers: [{ containerPort: '80' }] })).rejects.toMatchObject({
      name: 'SerializationException',
      message: expect.stringContaining("'loadBalancers[0].containerPort' must be number, not string"),
    });
    await expect(send({ service: undefined })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining("'service'"),
    });
  });

  it('call a wrong output a defect of the sandbox', async () => {
    const wrong = new DescribeServicesCommand({ cluster: 'wrong', services: ['shop'] });
    const failure = account().clients(ECSClient).send(wrong);
    await expect(failure).rejects.toThrow(
      'sandbox/ecs/ answers DescribeServices wrongly: 1 validation error',
    );
    await expect(failure).rejects.toBeInstanceOf(TypeError);
  });
});

describe('permissions', () => {
  it('are asked before the service is, in the class the service has for it', async () => {
    const { clients, updates } = account([{ actions: ['ecs:Describe*'], resources: ['*'] }]);
    const failure = clients(ECSClient).send(update());
    await expect(failure).rejects.toThrow(AccessDeniedException);
    await expect(failure).rejects.toThrow(
      `is not authorized to perform: ecs:UpdateService on resource: ${SERVICE} because no identity-based policy allows`,
    );
    expect(updates).toEqual([]);
    const modify = new ModifyListenerCommand({ ListenerArn: LISTENER });
    await expect(clients(ElasticLoadBalancingV2Client).send(modify)).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('that were used are known', async () => {
    const { clients, iam } = account([{ actions: ['ecs:UpdateService', 'ecs:RunTask'], resources: ['*'] }]);
    await clients(ECSClient).send(update());
    expect(iam.unusedActions(TEST_ROLE)).toEqual([{ statement: 0, action: 'ecs:RunTask' }]);
  });
});
