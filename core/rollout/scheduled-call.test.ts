import { expect, it } from 'vitest';
import { deadmanCall, windowEndCall } from './scheduled-call.ts';

it('a schedule of a deployment is named by it, and says what its function is to do', () => {
  expect(deadmanCall('dep-1')).toEqual({
    name: 'deadman-dep-1',
    input: { deploymentId: 'dep-1', cause: 'DEADLINE_PASSED' },
  });
  expect(windowEndCall('dep-1')).toEqual({
    name: 'window-dep-1',
    input: { action: 'park', deploymentId: 'dep-1' },
  });
});
