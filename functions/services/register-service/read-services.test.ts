import type { Service } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import { readServices } from './read-services.ts';

/** What is read of a service that AWS describes like this. */
async function factsOf(service: Partial<Service>) {
  const described: Service = { serviceName: 'shop', status: 'ACTIVE', ...service };
  const clients = () => ({ send: async () => ({ services: [described] }) });
  const context = { clients } as unknown as Context;
  return (await readServices(context, 'main', { blue: 'shop', green: 'shop-green' })).blue;
}

describe('the ways to a service past its balancer', () => {
  const mesh = (enabled: boolean) => ({
    serviceConnectConfiguration: {
      enabled,
      namespace: 'internal',
      services: [
        { portName: 'http', clientAliases: [{ dnsName: 'shop.internal', port: 80 }] },
        { portName: 'admin', discoveryName: 'shop-admin' },
      ],
    },
  });

  it('are the names in Service Connect, each once however many deployments say so', async () => {
    const facts = await factsOf({ deployments: [mesh(true), mesh(true)] });
    expect(facts?.serviceConnect).toEqual(['shop.internal:80', 'shop-admin']);
  });

  it('are the namespace where a service only calls others', async () => {
    const client = { serviceConnectConfiguration: { enabled: true, namespace: 'internal' } };
    expect((await factsOf({ deployments: [client] }))?.serviceConnect).toEqual(['internal']);
    expect((await factsOf({ deployments: [mesh(false)] }))?.serviceConnect).toEqual([]);
  });

  it('are the registries of Cloud Map', async () => {
    const registryArn = 'arn:aws:servicediscovery:eu-west-1:000000000000:service/srv-1';
    expect((await factsOf({ serviceRegistries: [{ registryArn }] }))?.cloudMap).toEqual([registryArn]);
    expect((await factsOf({}))?.cloudMap).toEqual([]);
  });
});
