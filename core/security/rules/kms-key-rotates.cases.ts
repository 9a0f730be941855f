import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'no rotation',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: false,
      Policy: null,
    },
    fails: true,
  },
  {
    what: 'rotation',
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
    what: 'an asymmetric key, which cannot rotate',
    properties: {
      KeyId: 'k-1',
      KeyManager: 'CUSTOMER',
      KeyState: 'Enabled',
      KeySpec: 'RSA_2048',
      Origin: 'AWS_KMS',
      KeyRotationEnabled: false,
      Policy: null,
    },
    fails: false,
  },
];
