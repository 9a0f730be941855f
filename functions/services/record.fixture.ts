import type { ServiceRecord } from '../../core/services/service.ts';

/** A registered function, as plain as they come. */
export function serviceRecord(name: string, environment = 'production'): ServiceRecord {
  return {
    environment,
    name,
    target: {
      type: 'lambda-alias',
      functionName: name,
      alias: 'live',
      probe: {},
      errorMetric: { type: 'lambda-errors' },
    },
    versionSource: { type: 'lambda-version' },
    criteria: {},
    gates: [],
    approvalRequired: false,
    rollbackWindowSeconds: 3600,
    alarms: [],
    kept: [],
    registeredAt: '2026-01-01T00:00:00.000Z',
  };
}
