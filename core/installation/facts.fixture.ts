import type { InstallationFacts } from './facts.ts';

export const NOW = Date.parse('2026-01-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:operate-start-restore';

/** An installation in which everything is as it has to be. */
export const WELL: InstallationFacts = {
  now: NOW,
  region: 'eu-west-1',
  table: { value: true },
  machines: [
    {
      name: 'operate-deployment',
      found: { value: { calls: [{ version: 'operate-check-gates:3', latest: true }] } },
    },
  ],
  rules: [{ name: 'operate-ended', found: { value: { enabled: true, targets: [FUNCTION] } } }],
  schedules: [{ name: 'anchor-audit', found: { value: { enabled: true } } }],
  functions: ['operate-start-restore'],
  queues: ['arn:aws:sqs:eu-west-1:000000000000:operate-mail'],
  deadLetterQueue: 'arn:aws:sqs:eu-west-1:000000000000:operate-dead-letters',
  worked: [
    {
      name: 'operate-mail',
      found: {
        value: {
          redrive: {
            deadLetterArn: 'arn:aws:sqs:eu-west-1:000000000000:operate-dead-letters',
            maxReceives: 5,
          },
        },
      },
      mappings: { value: [{ id: 'm-1', functionName: 'operate-sort-mail', state: 'Enabled' }] },
    },
  ],
  deadLetters: { value: { waiting: 0, hidden: 0 } },
  trails: {
    value: [
      {
        name: 'main',
        multiRegion: true,
        homeRegion: 'us-east-1',
        status: { value: { logging: true, recordsChanges: true } },
      },
    ],
  },
  sources: [{ source: 'incidents', functionName: 'incidents', exists: { value: true } }],
  services: {
    environment: 'production',
    looked: {
      value: [{ name: 'shop', findings: { value: [{ check: 'tags', ok: true, words: 'Tagged.' }] } }],
    },
    left: 0,
  },
  channels: { value: [{ channel: 'ops', secret: 'operate/slack' }] },
  unheard: { value: [] },
  anchors: { value: { lastAt: NOW - HOUR_MS } },
  leases: {
    value: [
      {
        environment: 'production',
        service: 'shop',
        deploymentId: 'dep-1',
        expiresAt: NOW + HOUR_MS,
        state: 'BAKING',
        over: false,
      },
    ],
  },
  roles: [
    { principal: 'arn:aws:sts::000000000000:assumed-role/deployers/*', roles: ['deployer'] },
    { principal: 'arn:aws:sts::000000000000:assumed-role/approvers/*', roles: ['approver'] },
  ],
};
