import type { Case, Site } from './site.ts';

type Profile = 'nothing' | 'low' | 'busy' | 'one busy day' | 'much memory' | 'a proxy' | 'too young';

const PEAKS: Readonly<Record<Profile, readonly [number, number]>> = {
  nothing: [0.5, 4],
  low: [8, 35],
  busy: [55, 95],
  'one busy day': [1, 4],
  'much memory': [8, 35],
  'a proxy': [1, 4],
  'too young': [0.5, 4],
};
const YOUNG_DAYS = 9;

interface Made {
  readonly family: string;
  readonly size: string;
  readonly system: 'Linux/UNIX' | 'Windows';
  readonly profile: Profile;
}

function put(site: Site, id: string, { family, size, system, profile }: Made): void {
  const young = profile === 'too young';
  site.put('AWS::EC2::Instance', id, {
    InstanceId: id,
    InstanceType: `${family}.${size}`,
    State: { Name: 'running', Code: 16 },
    PlatformDetails: system,
    LaunchTime: site.daysAgo(young ? YOUNG_DAYS : site.between(40, 500)),
  });
  const [low, high] = PEAKS[profile];
  const known = (value: (day: number) => number) => (day: number) =>
    young && day >= YOUNG_DAYS ? undefined : value(day);
  const cpu = profile === 'one busy day' ? site.once(low, high, 75) : site.daily(low, high);
  const network = profile === 'nothing' || young ? site.daily(1e4, 1e6) : site.daily(5e8, 5e9);
  const of = (metric: string, value: (day: number) => number, namespace = 'AWS/EC2') => ({
    namespace,
    metric,
    dimensions: { InstanceId: id },
    of: known(value),
  });
  site.measure(of('CPUUtilization', cpu), of('NetworkIn', network), of('NetworkOut', network));
  // Some have the agent that measures memory.
  if (profile === 'much memory') site.measure(of('mem_used_percent', site.daily(60, 90), 'CWAgent'));
  if (profile === 'low' && site.pick([true, false]))
    site.measure(of('mem_used_percent', site.daily(10, 35), 'CWAgent'));
}

/** Whatever the seed puts together: each part says for itself what has to be found of it. */
const composed: Case = {
  name: 'an instance of any family, system and load',
  make: (site, id) => {
    const family = site.pick(['m4', 'c4', 'r4', 'm5', 'c5', 'r6i', 'm7g', 'c7g', 'r7g']);
    const system = site.pick(['Linux/UNIX', 'Linux/UNIX', 'Windows'] as const);
    const profile = site.pick(['nothing', 'low', 'busy', 'one busy day', 'much memory', 'a proxy'] as const);
    put(site, id, { family, size: site.pick(['xlarge', '2xlarge', '4xlarge']), system, profile });
    return [
      ...(profile === 'nothing' ? ['idle-instance'] : []),
      ...(profile === 'low' ? ['oversized-instance'] : []),
      ...(['m4', 'c4', 'r4'].includes(family) ? ['previous-generation-instance'] : []),
      ...(['m5', 'c5', 'r6i'].includes(family) && system !== 'Windows' ? ['graviton-instance'] : []),
    ];
  },
};

const simple = (name: string, made: Made, expected: readonly string[]): Case => ({
  name,
  make: (site, id) => {
    put(site, id, made);
    return expected;
  },
});
const linux = { system: 'Linux/UNIX', family: 'm7g' } as const;

export const instanceCases: readonly Case[] = [
  composed,
  composed,
  composed,
  simple('an instance that does nothing', { ...linux, size: 'large', profile: 'nothing' }, ['idle-instance']),
  simple('a busy instance', { ...linux, size: '2xlarge', profile: 'busy' }, []),
  simple('the smallest size there is', { ...linux, size: 'large', profile: 'low' }, []),
  simple('a burstable instance', { ...linux, family: 't4g', size: 'xlarge', profile: 'low' }, []),
  simple('too young to tell', { ...linux, size: '2xlarge', profile: 'too young' }, []),
  simple('one busy day in two weeks', { ...linux, size: '4xlarge', profile: 'one busy day' }, []),
];

function stopped(site: Site, id: string, days: number): void {
  const at = site.daysAgo(days).toISOString().slice(0, 19).replace('T', ' ');
  site.put('AWS::EC2::Instance', id, {
    InstanceId: id,
    InstanceType: 'm7g.large',
    State: { Name: 'stopped', Code: 80 },
    StateTransitionReason: `User initiated (${at} GMT)`,
    LaunchTime: site.daysAgo(days + 100),
  });
  site.put('AWS::EC2::Volume', `vol-of-${id}`, {
    VolumeId: `vol-of-${id}`,
    Size: site.whole(100, 800),
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    State: 'in-use',
    CreateTime: site.daysAgo(days + 100),
    Attachments: [{ InstanceId: id, State: 'attached' }],
  });
}

export const stoppedCases: readonly Case[] = [
  {
    name: 'an instance that was stopped months ago',
    make: (site, id) => {
      stopped(site, id, site.between(40, 300));
      return ['stopped-instance'];
    },
  },
  {
    name: 'an instance that was stopped for the weekend',
    make: (site, id) => {
      stopped(site, id, site.between(0.5, 20));
      return [];
    },
  },
];
