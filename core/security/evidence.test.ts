import { describe, expect, it } from 'vitest';
import { shownOf } from './evidence.ts';

describe('a description as evidence', () => {
  it.each([
    [
      { environment: [{ name: 'API_KEY', value: 'hunter2' }], image: 'shop:v1' },
      { environment: [{ name: 'API_KEY', value: '(not shown)' }], image: 'shop:v1' },
    ],
    [
      { Environment: { Variables: { API_KEY: 'hunter2' } }, Runtime: 'nodejs24.x' },
      { Environment: { Variables: { API_KEY: '(not shown)' } }, Runtime: 'nodejs24.x' },
    ],
    [
      { command: ['serve', '--password', 'hunter2'], healthCheck: { command: ['curl'], interval: 5 } },
      { command: Array(3).fill('(not shown)'), healthCheck: { command: ['(not shown)'], interval: 5 } },
    ],
    [
      {
        logConfiguration: {
          logDriver: 'x',
          options: { 'awslogs-group': '/ecs/shop', 'splunk-token': 'hunter2' },
        },
      },
      {
        logConfiguration: {
          logDriver: 'x',
          options: { 'awslogs-group': '/ecs/shop', 'splunk-token': '(not shown)' },
        },
      },
    ],
    [
      { secrets: [{ name: 'A', valueFrom: 'arn:aws:ssm:x' }] },
      { secrets: [{ name: 'A', valueFrom: 'arn:aws:ssm:x' }] },
    ],
    [
      { Encrypted: false, Tags: null },
      { Encrypted: false, Tags: null },
    ],
  ])('%j', (description, shown) => {
    expect(shownOf(description)).toEqual(shown);
  });
});
