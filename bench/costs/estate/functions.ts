import type { Case, Site } from './site.ts';

function logGroup(site: Site, id: string, more: object): void {
  const name = `/estate/${id}`;
  site.put('AWS::Logs::LogGroup', name, {
    logGroupName: name,
    logGroupArn: site.arn('logs', `log-group:${name}`),
    arn: site.arn('logs', `log-group:${name}:*`),
    creationTime: site.daysAgo(site.between(150, 900)).getTime(),
    storedBytes: site.whole(2e11, 4e12),
    ...more,
  });
}

interface Made {
  readonly runtime?: string;
  readonly image?: true;
  readonly architecture: 'x86_64' | 'arm64';
  /** Seconds of running, a day. */
  readonly seconds: number;
}

function lambda(site: Site, id: string, { runtime, image, architecture, seconds }: Made): void {
  site.put('AWS::Lambda::Function', id, {
    FunctionName: id,
    FunctionArn: site.arn('lambda', `function:${id}`),
    PackageType: image ? 'Image' : 'Zip',
    ...(runtime !== undefined && { Runtime: runtime }),
    Architectures: [architecture],
    MemorySize: 1024,
  });
  const of = () => seconds * 1000;
  const dimensions = { FunctionName: id };
  site.measure({ namespace: 'AWS/Lambda', metric: 'Duration', dimensions, of });
}

function provisioned(site: Site, id: string, share: number, days: number): void {
  lambda(site, id, { runtime: 'nodejs24.x', architecture: 'arm64', seconds: 100 });
  const units = site.whole(20, 100);
  const at = site.daysAgo(days).toISOString().replace('Z', '+0000');
  site.put('AWS::Lambda::Alias', `${id}:live`, {
    FunctionArn: site.arn('lambda', `function:${id}:live`),
    RequestedProvisionedConcurrentExecutions: units,
    AvailableProvisionedConcurrentExecutions: units,
    AllocatedProvisionedConcurrentExecutions: units,
    Status: 'READY',
    LastModified: at,
  });
  site.measure({
    namespace: 'AWS/Lambda',
    metric: 'ProvisionedConcurrentExecutions',
    dimensions: { FunctionName: id, Resource: `${id}:live` },
    of: () => Math.floor(units * share),
  });
}

const managed = ['nodejs22.x', 'python3.13', 'java21'] as const;

export const functionCases: readonly Case[] = [
  {
    name: 'logs that are kept for ever',
    make: (site, id) => {
      logGroup(site, id, {});
      return ['log-retention'];
    },
  },
  {
    name: 'logs that expire',
    make: (site, id) => {
      logGroup(site, id, { retentionInDays: site.pick([30, 90, 365]) });
      return [];
    },
  },
  {
    name: 'logs of which there are few, or of this month',
    make: (site, id) => {
      const few = site.pick([true, false]);
      logGroup(
        site,
        id,
        few
          ? { storedBytes: site.whole(1e6, 8e9) }
          : { creationTime: site.daysAgo(site.between(2, 60)).getTime() },
      );
      return [];
    },
  },
  {
    name: 'a function that runs a lot on x86',
    make: (site, id) => {
      lambda(site, id, {
        runtime: site.pick(managed),
        architecture: 'x86_64',
        seconds: site.between(2e4, 4e5),
      });
      return ['function-on-arm'];
    },
  },
  {
    name: 'a function that cannot simply move, or has',
    make: (site, id) => {
      const kinds: [Omit<Made, 'seconds'>, ...Omit<Made, 'seconds'>[]] = [
        { image: true, architecture: 'x86_64' },
        { runtime: 'provided.al2023', architecture: 'x86_64' },
        { runtime: 'nodejs24.x', architecture: 'arm64' },
      ];
      lambda(site, id, { ...site.pick(kinds), seconds: site.between(2e4, 4e5) });
      return [];
    },
  },
  {
    name: 'a function that hardly runs',
    make: (site, id) => {
      lambda(site, id, {
        runtime: site.pick(managed),
        architecture: 'x86_64',
        seconds: site.between(1, 900),
      });
      return [];
    },
  },
  {
    name: 'concurrency beyond what is used',
    make: (site, id) => {
      provisioned(site, id, site.between(0, 0.4), 100);
      return ['unused-provisioned-concurrency'];
    },
  },
  {
    name: 'concurrency that is used, or of this week',
    make: (site, id) => {
      const used = site.pick([true, false]);
      provisioned(site, id, used ? site.between(0.75, 1) : 0, used ? 100 : site.between(1, 10));
      return [];
    },
  },
];
