import type { Case, Site } from './site.ts';

const GIB = 2 ** 30;
/** GiB of an xlarge, by the letter of its family. */
const MEMORY: Readonly<Record<string, number>> = { m: 16, r: 32 };

type Profile = 'nobody' | 'one connection' | 'small' | 'busy' | 'much memory';

interface Made {
  readonly family: string;
  readonly engine: string;
  readonly profile: Profile;
  readonly zones: 1 | 2;
  readonly stage: string;
}

function put(site: Site, id: string, { family, engine, profile, zones, stage }: Made): void {
  site.put('AWS::RDS::DBInstance', id, {
    DBInstanceIdentifier: id,
    DBInstanceArn: site.arn('rds', `db:${id}`),
    DBInstanceClass: `db.${family}.xlarge`,
    DBInstanceStatus: 'available',
    Engine: engine,
    MultiAZ: zones === 2,
    AllocatedStorage: site.whole(50, 500),
    StorageType: 'gp3',
    InstanceCreateTime: site.daysAgo(site.between(60, 900)),
    TagList: [{ Key: site.pick(['environment', 'env', 'Stage']), Value: stage }],
  });
  const memory = (MEMORY[family.charAt(0)] ?? 16) * GIB;
  const free =
    profile === 'small' || profile === 'nobody'
      ? site.daily(0.7 * memory, 0.9 * memory)
      : site.daily(0.1 * memory, 0.3 * memory);
  const cpu = profile === 'busy' || profile === 'one connection' ? site.daily(50, 90) : site.daily(3, 30);
  const connections =
    profile === 'nobody'
      ? () => 0
      : profile === 'one connection'
        ? site.once(0, 0, 1)
        : () => site.whole(3, 60);
  const of = (metric: string, value: (day: number) => number) => ({
    namespace: 'AWS/RDS',
    metric,
    dimensions: { DBInstanceIdentifier: id },
    of: value,
  });
  site.measure(of('CPUUtilization', cpu), of('FreeableMemory', free), of('DatabaseConnections', connections));
}

/** Whatever the seed puts together: each part says for itself what has to be found of it. */
const composed: Case = {
  name: 'a database of any family, engine, load and stage',
  make: (site, id) => {
    const family = site.pick(['m4', 'r4', 'm5', 'r5', 'm7g', 'r6g']);
    const engine = site.pick(['mysql', 'postgres', 'postgres', 'oracle-se2', 'sqlserver-se']);
    const profile = site.pick(['nobody', 'one connection', 'small', 'busy', 'much memory'] as const);
    const zones = site.pick([1, 1, 2] as const);
    const stage = site.pick(['production', 'prod', 'test', 'staging', 'dev']);
    put(site, id, { family, engine, profile, zones, stage });
    const isTest = ['test', 'staging', 'dev'].includes(stage);
    return [
      ...(profile === 'nobody' ? ['idle-database'] : []),
      ...(profile === 'small' ? ['oversized-database'] : []),
      ...(['m4', 'r4'].includes(family) ? ['previous-generation-database'] : []),
      ...(['m5', 'r5'].includes(family) && /mysql|postgres/.test(engine) ? ['graviton-database'] : []),
      ...(zones === 2 && isTest ? ['multi-zone-test-database'] : []),
    ];
  },
};

interface TableMade {
  readonly mode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  /** Share of what is provisioned that is used; nothing is measured of 0. */
  readonly used: number;
  readonly days: number;
}

function table(site: Site, id: string, { mode, used, days }: TableMade): void {
  const [ReadCapacityUnits, WriteCapacityUnits] = [site.whole(50, 400), site.whole(50, 400)];
  site.put('AWS::DynamoDB::Table', id, {
    TableName: id,
    TableArn: site.arn('dynamodb', `table/${id}`),
    TableStatus: 'ACTIVE',
    CreationDateTime: site.daysAgo(days),
    TableSizeBytes: site.whole(1e8, 5e10),
    ProvisionedThroughput:
      mode === 'PROVISIONED'
        ? { ReadCapacityUnits, WriteCapacityUnits }
        : { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    ...(mode === 'PAY_PER_REQUEST' && { BillingModeSummary: { BillingMode: mode } }),
  });
  if (used === 0) return;
  const of = (metric: string, units: number) => ({
    namespace: 'AWS/DynamoDB',
    metric,
    dimensions: { TableName: id },
    of: () => units * used * 86_400,
  });
  site.measure(
    of('ConsumedReadCapacityUnits', ReadCapacityUnits),
    of('ConsumedWriteCapacityUnits', WriteCapacityUnits),
  );
}

export const databaseCases: readonly Case[] = [
  composed,
  composed,
  composed,
  composed,
  {
    name: 'a table with capacity that nobody uses',
    make: (site, id) => {
      table(site, id, { mode: 'PROVISIONED', used: 0, days: 200 });
      return ['idle-table'];
    },
  },
  {
    name: 'a table that hardly uses its capacity',
    make: (site, id) => {
      table(site, id, { mode: 'PROVISIONED', used: site.between(0.01, 0.15), days: 200 });
      return ['table-on-demand'];
    },
  },
  {
    name: 'a table that uses its capacity',
    make: (site, id) => {
      table(site, id, { mode: 'PROVISIONED', used: site.between(0.4, 0.8), days: 200 });
      return [];
    },
  },
  {
    name: 'a table on demand, or of this week',
    make: (site, id) => {
      const onDemand = site.pick([true, false]);
      table(site, id, {
        mode: onDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
        used: 0,
        days: onDemand ? 300 : site.between(1, 10),
      });
      return [];
    },
  },
];
