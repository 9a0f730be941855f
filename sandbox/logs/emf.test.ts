import { describe, expect, it } from 'vitest';
import { embeddedMetrics } from './emf.ts';

const AT = 1_700_000_000_000;

function line(document: object, directive: object = {}): string {
  const CloudWatchMetrics = [
    {
      Namespace: 'Storefront',
      Dimensions: [['service', 'version']],
      Metrics: [{ Name: 'Faults', Unit: 'Count' }],
      ...directive,
    },
  ];
  return JSON.stringify({ _aws: { Timestamp: AT, CloudWatchMetrics }, ...document });
}

const document = { service: 'storefront', version: 7, Faults: 3 };

describe('embeddedMetrics', () => {
  it('gives an observation per metric and set of dimensions', () => {
    const observed = embeddedMetrics(
      line(document, { Dimensions: [['service', 'version'], ['service'], []] }),
      0,
    );
    const common = { namespace: 'Storefront', metric: 'Faults', at: AT, value: 3, unit: 'Count' };
    expect(observed).toEqual([
      { ...common, dimensions: { service: 'storefront', version: '7' } },
      { ...common, dimensions: { service: 'storefront' } },
      { ...common, dimensions: {} },
    ]);
  });

  it('gives an observation per number of a list', () => {
    const observed = embeddedMetrics(line({ ...document, Faults: [1, 2, 'x', 3] }), 0);
    expect(observed.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('takes the time of the line when the document has none', () => {
    const { _aws, ...rest } = JSON.parse(line(document));
    const untimed = { ...rest, _aws: { CloudWatchMetrics: _aws.CloudWatchMetrics } };
    expect(embeddedMetrics(JSON.stringify(untimed), 5)[0]?.at).toBe(5);
  });

  it('takes the unit None when there is none', () => {
    expect(embeddedMetrics(line(document, { Metrics: [{ Name: 'Faults' }] }), 0)[0]?.unit).toBe('None');
  });

  it.each([
    ['text', 'hello'],
    ['other JSON', '{"level":"INFO"}'],
    ['broken JSON', '{"_aws":{"CloudWatchMetrics":['],
    ['text after the document', `${line(document)} tail`],
    ['a document without the metric', line({ service: 'storefront', version: 7 })],
    ['a document without a dimension', line({ service: 'storefront', Faults: 3 })],
    ['a metric that is no number', line({ ...document, Faults: '3' })],
  ])('finds nothing in %s', (_, message) => {
    expect(embeddedMetrics(message, 0)).toEqual([]);
  });
});
