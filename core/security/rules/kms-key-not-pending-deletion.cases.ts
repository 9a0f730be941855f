import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'about to be deleted',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'PendingDeletion',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy: null,
    },
    fails: true,
  },
  {
    what: 'enabled',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy: null,
    },
    fails: false,
  },
  {
    what: 'disabled',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Disabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: true,
      Policy: null,
    },
    fails: false,
  },
];
