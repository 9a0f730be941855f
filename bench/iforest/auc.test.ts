import { describe, expect, it } from 'vitest';
import { auc } from './auc.ts';

describe('the area under the curve', () => {
  it.each([
    [[1, 2, 3, 4], [0, 0, 1, 1], 1],
    [[4, 3, 2, 1], [0, 0, 1, 1], 0],
    [[1, 1, 1, 1], [0, 1, 0, 1], 0.5],
    [[0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75],
    [[1, 2, 2, 3], [0, 0, 1, 1], 0.875],
  ])('of %j with outliers %j is %d', (scores, outliers, area) => {
    expect(auc(scores, outliers)).toBeCloseTo(area, 12);
  });

  it('is unknown without outliers, or with nothing else', () => {
    expect(auc([1, 2], [0, 0])).toBeUndefined();
    expect(auc([1, 2], [1, 1])).toBeUndefined();
  });
});
