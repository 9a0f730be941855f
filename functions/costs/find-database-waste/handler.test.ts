import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CostsHouse, costsHouse } from '../costs.fixture.ts';

let house: CostsHouse;
beforeEach(async () => {
  house = await costsHouse();
});
afterEach(() => house.close());

describe('looking for waste among databases and tables', () => {
  it('finds what nobody uses, and says what it may not list', async () => {
    const { account, put, ago, run, found } = house;
    account.faults.add({
      match: { client: 'RDSClient' },
      effect: 'error-before',
      error: { name: 'AccessDenied', statusCode: 403 },
    });
    put('AWS::DynamoDB::Table', 'orders', {
      TableName: 'orders',
      TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders',
      CreationDateTime: ago(100),
      ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 100 },
    });
    await run('find_database_waste');
    const { recommendations, unseen, seenTypes } = await found('databases');
    expect(recommendations).toMatchObject([{ rule: 'idle-table', id: 'orders', cost: 56.94 }]);
    expect(unseen).toMatchObject([{ what: 'AWS::RDS::DBInstance', why: 'ACCESS_DENIED' }]);
    expect(seenTypes).toEqual(['AWS::DynamoDB::Table']);
  });
});
