import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'public',
    properties: {
      serviceName: 'shop',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'ENABLED' } },
    },
    fails: true,
  },
  {
    what: 'private',
    properties: {
      serviceName: 'shop',
      networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], assignPublicIp: 'DISABLED' } },
    },
    fails: false,
  },
  { what: 'on hosts of its own', properties: { serviceName: 'shop', launchType: 'EC2' }, fails: false },
];
