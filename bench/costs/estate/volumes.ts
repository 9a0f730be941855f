import type { Case, Site } from './site.ts';

function put(site: Site, id: string, more: Readonly<Record<string, unknown>>): void {
  site.put('AWS::EC2::Volume', id, {
    VolumeId: id,
    Size: site.whole(50, 2000),
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    State: 'in-use',
    CreateTime: site.daysAgo(site.between(30, 600)),
    Attachments: [{ InstanceId: `i-of-${id}`, State: 'attached' }],
    ...more,
  });
}
const loose = { State: 'available', Attachments: [] };

export const volumeCases: readonly Case[] = [
  {
    name: 'a volume that nothing has had for weeks',
    make: (site, id) => {
      put(site, id, { ...loose, VolumeType: site.pick(['gp2', 'gp3', 'st1']) });
      return ['unattached-volume'];
    },
  },
  {
    name: 'a volume that was made this week and waits for its instance',
    make: (site, id) => {
      put(site, id, {
        ...loose,
        VolumeType: site.pick(['gp2', 'gp3']),
        CreateTime: site.daysAgo(site.between(0.1, 6)),
      });
      return [];
    },
  },
  {
    name: 'gp2 in use',
    make: (site, id) => {
      put(site, id, { VolumeType: 'gp2', Iops: undefined, Throughput: undefined });
      return ['gp2-volume'];
    },
  },
  {
    name: 'a new type in use',
    make: (site, id) => {
      const io2 = site.pick([true, false]);
      put(site, id, io2 ? { VolumeType: 'io2', Iops: 5000, Throughput: undefined } : {});
      return [];
    },
  },
];

function snapshot(site: Site, id: string, more: Readonly<Record<string, unknown>> = {}): void {
  site.put('AWS::EC2::Snapshot', id, {
    SnapshotId: id,
    VolumeId: `vol-gone-${id}`,
    VolumeSize: site.whole(50, 1500),
    StartTime: site.daysAgo(site.between(120, 900)),
    Description: site.pick(['', 'before the upgrade', 'weekly']),
    StorageTier: 'standard',
    ...more,
  });
}

export const snapshotCases: readonly Case[] = [
  {
    name: 'an old snapshot of a volume that is gone',
    make: (site, id) => {
      snapshot(site, id);
      return ['orphaned-snapshot'];
    },
  },
  {
    name: 'an old snapshot of a volume that is there',
    make: (site, id) => {
      put(site, `vol-of-${id}`, {});
      snapshot(site, id, { VolumeId: `vol-of-${id}` });
      return [];
    },
  },
  {
    name: 'an old snapshot that an image starts from',
    make: (site, id) => {
      snapshot(site, id);
      const BlockDeviceMappings = [{ DeviceName: '/dev/xvda', Ebs: { SnapshotId: id } }];
      site.put('AWS::EC2::Image', `ami-of-${id}`, { ImageId: `ami-of-${id}`, BlockDeviceMappings });
      return [];
    },
  },
  {
    name: 'a snapshot of a service that deletes its own, or a young one',
    make: (site, id) => {
      const managed = site.pick([true, false]);
      snapshot(
        site,
        id,
        managed
          ? { Description: 'This snapshot is created by the AWS Backup service.' }
          : { StartTime: site.daysAgo(site.between(1, 80)) },
      );
      return [];
    },
  },
];
