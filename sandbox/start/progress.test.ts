import { expect, it } from 'vitest';
import { type CallRecords, Progress } from './progress.ts';

const at = (second: number) => new Date(second * 1_000).toISOString();

/** Records of one deployment as operations answer them, at a stage of its life. */
function records(stage: { current: number }): CallRecords {
  const timeline = [
    { at: at(5), words: 'Long ago.' },
    { at: at(20), words: 'Shifting 5%.' },
    { at: at(40), words: 'PROMOTE: Fine.' },
    { at: at(50), words: 'Promoted: v2 is live.' },
  ];
  const weights = [0, 0, 5, 5, 100];
  return async (operation) => {
    const { current } = stage;
    const deployment = {
      deploymentId: 'dep-1',
      service: 'shop',
      version: 'v2',
      state: current === 4 ? 'PROMOTED' : 'BAKING',
      weights: { readBack: weights[current] ?? 0, at: at(current * 10 + 5) },
    };
    if (current === 0) return { status: 503, body: { title: 'not now' } };
    if (operation === 'list_deployments') return { status: 200, body: { deployments: [deployment] } };
    return { status: 200, body: { deployment, timeline: timeline.slice(0, current) } };
  };
}

it('tells each thing once, in order, with the weights that were read back, and nothing that is older', async () => {
  const stage = { current: 0 };
  const lines: string[] = [];
  const progress = new Progress(records(stage), 10_000, (line) => lines.push(line));
  const after: string[][] = [];
  for (stage.current = 0; stage.current <= 4; stage.current += 1) {
    await progress.tell();
    await progress.tell();
    after.push(lines.splice(0));
  }
  expect(after).toEqual([
    [],
    [],
    ['00:00:20  shop v2  Shifting 5%.', '00:00:25  shop v2  5% of the traffic goes to it now.'],
    ['00:00:40  shop v2  PROMOTE: Fine.'],
    [
      '00:00:45  shop v2  100% of the traffic goes to it now.',
      '00:00:50  shop v2  Promoted: v2 is live.',
      '00:00:50  shop v2  It is over: PROMOTED.',
    ],
  ]);
});
