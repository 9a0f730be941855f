import { describe, expect, it } from 'vitest';
import { span } from '../alerts.ts';
import { term } from '../objective.fixture.ts';
import { cloudWatch, SURROUNDINGS } from './documents.fixture.ts';
import { readObjectives } from './read-objectives.ts';

const STAND_IN = (name: string) => `---
apiVersion: openslo/v1
kind: SLI
metadata: { name: ${name} }
spec:
  ratioMetric:
    bad: ${cloudWatch('Bad')}
    total: ${cloudWatch('All')}
`;

/** As Sloth's own documentation begins. */
const SLOTH = `version: "prometheus/v1"
service: "myservice"
labels:
  owner: "myteam"
slos:
  - name: "requests-availability"
    objective: 99.9
    description: "Common SLO based on availability for HTTP request responses."
    labels:
      category: availability
    sli:
      events:
        error_query: sum(rate(http_request_duration_seconds_count{job="myservice",code=~"(5..|429)"}[{{.window}}]))
        total_query: sum(rate(http_request_duration_seconds_count{job="myservice"}[{{.window}}]))
    alerting:
      name: "MyServiceHighErrorRate"
      page_alert:
        labels: { severity: "pageteam" }
      ticket_alert:
        disable: true
`;
const SLOTH_OBJECT = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: { name: sloth-slo-my-service, namespace: monitoring }
spec:
  service: "myservice"
  slos:
    - name: "requests-availability"
      objective: 99.9
      sli: { raw: { errorRatioQuery: "a / b" } }
      alerting: { pageAlert: { disable: true } }
`;
const PYRRA = `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: pyrra-api-errors
  namespace: monitoring
  labels:
    prometheus: k8s
    pyrra.dev/service: pyrra
spec:
  target: "99"
  window: 2w
  description: Pyrra's API requests and response errors over time.
  indicator:
    ratio:
      errors: { metric: 'connect_server_requests_total{code=~"aborted|unavailable"}' }
      total: { metric: connect_server_requests_total }
      grouping: [service, method]
`;
const read = (text: string) => readObjectives(text, SURROUNDINGS).objectives;

describe('a file of Sloth', () => {
  it('needs a metric for its query, and says at which line and by which name', () => {
    expect(() => read(SLOTH)).toThrow(
      'slos.0.sli.events.error_query is a query of Prometheus, which is no metric source here (line 13, column 9).',
    );
    try {
      read(SLOTH);
    } catch (error) {
      expect(error).toMatchObject({
        detail: {
          violations: [
            {
              allowed: expect.stringContaining(
                'named myservice-requests-availability or requests-availability in the same text',
              ),
            },
          ],
        },
      });
    }
  });

  it.each([
    [SLOTH, 'requests-availability', ['page 1h 5m 14.4', 'page 6h 30m 6']],
    [SLOTH_OBJECT, 'myservice-requests-availability', ['ticket 1d 2h 3', 'ticket 3d 6h 1']],
  ])('is carried over with one: %#', (text, name, alerts) => {
    const [objective] = read(text + STAND_IN(name));
    expect(objective).toMatchObject({
      name: 'myservice-requests-availability',
      service: 'myservice',
      target: 0.999,
      window: { kind: 'rolling', seconds: 30 * 86_400 },
      indicator: { kind: 'ratio', counted: [term('Bad')], total: [term('All')] },
    });
    expect(
      objective?.alerts.map(
        ({ severity, longSeconds, shortSeconds, factor }) =>
          `${severity} ${span(longSeconds)} ${span(shortSeconds)} ${factor}`,
      ),
    ).toEqual(alerts);
  });

  it.each([
    ['objective: 99.9', 'objective: 120', 'slos.0.objective is 120'],
    ['service: "myservice"', 'service: ""', 'service is ""'],
    ['name: "requests-availability"', 'name: "Requests"', 'slos.0.name is "Requests"'],
    ['events:', 'plugins:', 'slos.0.sli has no query'],
  ])('is refused where %s is %s', (before, after, words) => {
    expect(() => read(SLOTH.replace(before, after) + STAND_IN('requests-availability'))).toThrow(words);
  });
});

describe('a file of Pyrra', () => {
  it('needs a metric for its indicator', () => {
    expect(() => read(PYRRA)).toThrow(
      'spec.indicator.ratio is a query of Prometheus, which is no metric source here (line 14, column 5).',
    );
  });

  it('is carried over with one, its windows and waits among it', () => {
    const [objective] = read(PYRRA + STAND_IN('pyrra-api-errors'));
    expect(objective).toMatchObject({
      name: 'pyrra-api-errors',
      title: "Pyrra's API requests and response errors over time.",
      service: 'pyrra',
      target: 0.99,
      window: { kind: 'rolling', seconds: 14 * 86_400 },
      alertWhenVanished: true,
    });
    expect(
      objective?.alerts.map(
        ({ longSeconds, shortSeconds, factor, forSeconds }) =>
          `${span(longSeconds)} ${span(shortSeconds)} ${factor} ${span(forSeconds)}`,
      ),
    ).toEqual(['30m 3m 14 1m', '3h 15m 7 8m', '12h 1h 2 30m', '2d 3h 1 90m']);
  });

  it('says nothing where it does not want to', () => {
    const text = PYRRA.replace('  indicator:', '  alerting: { disabled: true }\n  indicator:');
    expect(read(text + STAND_IN('pyrra-api-errors'))).toMatchObject([
      { alerts: [], alertWhenVanished: false },
    ]);
    const absent = PYRRA.replace('  indicator:', '  alerting: { absent: false }\n  indicator:');
    expect(read(absent + STAND_IN('pyrra-api-errors'))[0]?.alertWhenVanished).toBe(false);
  });

  it.each([
    ['target: "99"', 'target: "most"', 'spec.target is "most"'],
    ['window: 2w', 'window: soon', 'spec.window is "soon"'],
    ['pyrra.dev/service: pyrra', 'team: pyrra', 'metadata.labels name no service'],
    ['    ratio:', '    guess:', 'spec.indicator is of no known kind'],
  ])('is refused where %s is %s', (before, after, words) => {
    expect(() => read(PYRRA.replace(before, after) + STAND_IN('pyrra-api-errors'))).toThrow(words);
  });
});
