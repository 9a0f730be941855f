import { catalog } from '../../functions/catalog.ts';
import type { Definition } from '../../functions/operation.ts';
import { inputOf } from '../../surfaces/schema/input-of.ts';
import { deploy } from '../../test/flows/deployment.ts';
import { type Installation, install } from '../../test/flows/installation.ts';
import { pricing } from '../../test/flows/pricing.ts';
import { ENVIRONMENT } from '../../test/flows/service.ts';
import { storefront } from '../../test/flows/storefront.ts';

/** A read, and the query string by which it is asked. */
export interface Subject {
  readonly operation: string;
  readonly path: string;
}

/** An installation with two services, deployments and incidents, on a real socket. */
export interface Place {
  readonly installation: Installation;
  readonly url: string;
  readonly subjects: readonly Subject[];
  close(): Promise<void>;
}

/** It waits for its queue, which it would for ever while time stands still. */
const WAITING = ['list_dead_letters'];
/** Fields that are needed here although they need not be given everywhere. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  get_service: ['service'],
  verify_audit: ['month'],
};

/** Makes the place, and every read of the catalog that what is in it can be asked by. */
export async function makePlace(): Promise<Place> {
  const installation = await install();
  const shop = await storefront(installation, { name: 'shop', requestsPerSecond: 2 });
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  const waiting = await deploy(shop, 'v2', { approval: true });
  await waiting.reach('AWAITING_APPROVAL');
  const { incident } = await installation.developer.manage_incident({
    action: 'create',
    title: 'Orders are lost',
    environment: ENVIRONMENT,
    affectedServices: ['shop'],
  });
  await prices.traffic.stop();
  await shop.traffic.stop();
  const now = installation.clock.now();
  const iso = (at: number) => new Date(at).toISOString();
  const known: Readonly<Record<string, string>> = {
    environment: ENVIRONMENT,
    service: 'shop',
    deploymentId: waiting.id,
    incidentId: incident.incidentId,
    startTime: iso(now - 900_000),
    endTime: iso(now),
    from: iso(now - 900_000),
    to: iso(now),
    runbook: 'high-cpu',
    month: iso(now).slice(0, 7),
  };
  const { url } = await installation.product.api.listen();
  return {
    installation,
    url,
    subjects: subjectsOf(known),
    close: async () => {
      await installation.product.api.close();
      await installation.close();
    },
  };
}

function subjectsOf(known: Readonly<Record<string, string>>): Subject[] {
  return (catalog as readonly Definition[]).flatMap((definition) => {
    const { name, risk, surfaces } = definition;
    if (risk !== 'read' || !surfaces.includes('http') || WAITING.includes(name)) return [];
    const fields = [...(inputOf(definition).required ?? []), ...(BESIDES[name] ?? [])];
    const query = new URLSearchParams(
      fields.map((field): [string, string] => [field, known[field] ?? 'unknown']),
    );
    const path = `/operations/${name.replaceAll('_', '-')}`;
    return [{ operation: name, path: query.size > 0 ? `${path}?${query}` : path }];
  });
}
