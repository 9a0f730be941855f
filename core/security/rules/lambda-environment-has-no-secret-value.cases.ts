import type { RuleCases } from '../rule-cases.ts';

export const cases: RuleCases = [
  {
    what: 'a password',
    properties: {
      FunctionName: 'orders',
      Runtime: 'nodejs24.x',
      PackageType: 'Zip',
      Environment: { Variables: { DB_PASSWORD: 'tR7!kw02-Lq9z' } },
    },
    fails: true,
  },
  {
    what: 'the name of a secret',
    properties: {
      FunctionName: 'orders',
      Runtime: 'nodejs24.x',
      PackageType: 'Zip',
      Environment: {
        Variables: { DB_PASSWORD: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-AbCdEf' },
      },
    },
    fails: false,
  },
  {
    what: 'a name that only sounds so',
    properties: {
      FunctionName: 'orders',
      Runtime: 'nodejs24.x',
      PackageType: 'Zip',
      Environment: { Variables: { PASSWORD_MIN_LENGTH: '12', SECRET_NAME: 'prod/db/login' } },
    },
    fails: false,
  },
  {
    what: 'a key under a harmless name',
    properties: {
      FunctionName: 'orders',
      Runtime: 'nodejs24.x',
      PackageType: 'Zip',
      Environment: { Variables: { NOTE: 'AKIAIOSFODNN7EXAMPLE' } },
    },
    fails: true,
  },
];
