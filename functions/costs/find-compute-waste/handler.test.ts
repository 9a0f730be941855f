import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('looking for waste among EC2', () => {
  it('goes by what was measured on every day, and by what hangs on what', async () => {
    const { put, measure, ago, run, found } = house;
    put('AWS::EC2::Instance', 'i-idle', {
      InstanceId: 'i-idle',
      InstanceType: 'm7g.large',
      State: { Name: 'running' },
    });
    measure('AWS/EC2', 'CPUUtilization', { InstanceId: 'i-idle' }, 2);
    measure('AWS/EC2', 'NetworkIn', { InstanceId: 'i-idle' }, 1000);
    put('AWS::EC2::Instance', 'i-unknown', {
      InstanceId: 'i-unknown',
      InstanceType: 'm7g.large',
      State: { Name: 'running' },
    });
    measure('AWS/EC2', 'CPUUtilization', { InstanceId: 'i-unknown' }, 2);
    measure('AWS/EC2', 'NetworkOut', { InstanceId: 'i-idle' }, 1000);
    put('AWS::EC2::Snapshot', 'snap-1', { SnapshotId: 'snap-1', VolumeSize: 100, StartTime: ago(200) });
    expect(await run('find_compute_waste')).toEqual({ part: 'compute', resources: 3, recommendations: 2 });
    const { recommendations, metered, unseen } = await found('compute');
    expect(recommendations.map(({ rule, id }) => [rule, id])).toEqual([
      ['idle-instance', 'i-idle'],
      ['orphaned-snapshot', 'snap-1'],
    ]);
    expect([metered.metrics, unseen]).toEqual([10, []]);
  });

  it('says nothing of what it could not measure', async () => {
    const { account, put, ago, run, found } = house;
    account.faults.add({
      match: { command: 'GetMetricData', principal: '*find-compute-waste' },
      effect: 'error-before',
      error: { name: 'AccessDenied', statusCode: 403 },
    });
    put('AWS::EC2::NatGateway', 'nat-1', { NatGatewayId: 'nat-1', State: 'available', CreateTime: ago(99) });
    put('AWS::EC2::EIP', 'eip-1', { AllocationId: 'eip-1' });
    await run('find_compute_waste');
    expect(await found('compute')).toMatchObject({
      recommendations: [{ rule: 'unassociated-address' }],
      seenTypes: [],
      unseen: [{ what: 'metrics', why: 'ACCESS_DENIED' }],
    });
  });
});
