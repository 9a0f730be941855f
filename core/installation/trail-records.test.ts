import { describe, expect, it } from 'vitest';
import { recordsChanges } from './trail-records.ts';

const basic = (includeManagementEvents: boolean, readWriteType: string) => ({
  includeManagementEvents,
  readWriteType,
});
const field = (name: string, ...equals: string[]) => ({ field: name, equals });
const MANAGEMENT = field('eventCategory', 'Management');

describe('a trail records changes', () => {
  it.each([
    [[basic(true, 'All')], [], true],
    [[basic(true, 'WriteOnly')], [], true],
    [[basic(true, 'ReadOnly')], [], false],
    [[basic(false, 'All')], [], false],
    [[basic(false, 'All'), basic(true, 'All')], [], true],
    [[], [[MANAGEMENT]], true],
    [[], [[MANAGEMENT, field('readOnly', 'false')]], true],
    [[], [[MANAGEMENT, field('readOnly', 'true')]], false],
    [[], [[MANAGEMENT, field('readOnly', 'true', 'false')]], true],
    [[], [[field('eventCategory', 'Data')]], false],
    [[], [[field('readOnly', 'false')]], false],
    [[], [], false],
  ])('with %j and %j: %s', (older, newer, expected) => {
    expect(recordsChanges(older, newer)).toBe(expected);
  });
});
