import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentClient, partition } from '../table.ts';
import { ANALYSIS, type CostsHouse, costsHouse } from './costs.fixture.ts';
import { keepAnswer, readAnswer, readPart, readParts, writePart } from './parts-store.ts';

let house: CostsHouse;
beforeAll(async () => {
  house = await costsHouse();
});
afterAll(() => house.close());

/** What DynamoDB takes as one item. */
const MOST_BYTES = 400 * 1024;

/** So many numbers that nothing packs. */
const noise = (count: number, seed: number) => {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  });
};

async function sizes(): Promise<number[]> {
  const { context } = house;
  const found: number[] = [];
  const pages = paginateQuery(
    { client: documentClient(context) },
    {
      TableName: context.environment.table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition(context, 'COST-ANALYSIS', ANALYSIS) },
    },
  );
  for await (const { Items = [] } of pages)
    for (const { value, ...keys } of Items)
      found.push((value as Uint8Array).length + JSON.stringify(keys).length);
  return found;
}

describe('a part of an analysis', () => {
  it('that is larger than an item goes on in others, and is one part again when it is read', async () => {
    const { context } = house;
    const large = noise(300_000, 1);
    await writePart(context, ANALYSIS, 'FOUND#large', large);
    await writePart(context, ANALYSIS, 'FOUND#small', [1]);
    const kept = await sizes();
    expect(kept.length).toBeGreaterThan(3);
    expect(Math.max(...kept)).toBeLessThan(MOST_BYTES);
    expect(await readPart(context, ANALYSIS, 'FOUND#large')).toEqual(large);
    expect([...(await readParts(context, ANALYSIS, 'FOUND#'))]).toEqual([
      ['FOUND#large', large],
      ['FOUND#small', [1]],
    ]);
    const other = noise(150_000, 2);
    await writePart(context, ANALYSIS, 'FOUND#large', other);
    expect(await readPart(context, ANALYSIS, 'FOUND#large')).toEqual(other);
    await writePart(context, ANALYSIS, 'FOUND#large', [2]);
    expect(await readPart(context, ANALYSIS, 'FOUND#large')).toEqual([2]);
  });

  it('and an answer of the day alike, so that it is paid for once', async () => {
    const large = noise(300_000, 3);
    await keepAnswer(house.context, 'hash', large);
    expect(await readAnswer(house.context, 'hash')).toEqual(large);
  });
});
