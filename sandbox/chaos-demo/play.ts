import { callOperation } from '../account/caller.ts';
import { until } from '../clock/until.ts';
import type { Case } from './cases.ts';
import { type ChaosStage, ENVIRONMENT } from './stage.ts';

/** How one experiment came out. */
export interface Played {
  readonly name: string;
  readonly verdict: string;
  readonly expected: string;
  readonly faultObserved: boolean;
  readonly secondsToDetect: number | null;
  readonly secondsToRecover: number | null;
}

interface Run {
  readonly experimentId: string;
  readonly state: string;
  readonly verdict?: string;
  readonly words?: string;
  readonly faultObserved?: boolean;
  readonly evidence?: string;
  readonly secondsToDetect?: number;
  readonly secondsToRecover?: number;
}

const LIMIT_MS = 60 * 60_000;
/** Until the minutes before the next fault are steady again, and known. */
const PAUSE_MS = 8 * 60_000;

/** Runs experiments of one service, one after the other. */
export async function playAll(
  stage: ChaosStage,
  cases: readonly Case[],
  say: (name: string, words: string) => void,
): Promise<Played[]> {
  const played: Played[] = [];
  for (const one of cases) {
    played.push(await play(stage, one, (words) => say(one.name, words)));
    await stage.clock.sleep(PAUSE_MS);
  }
  return played;
}

async function play(stage: ChaosStage, one: Case, say: (words: string) => void): Promise<Played> {
  const { account, clock } = stage;
  if (one.service !== 'prices') stage.register(one.service);
  const begun = await callOperation<{ run?: Run; detail?: string }>(account, 'run_chaos_test', {
    experiment: one.experiment,
    environment: ENVIRONMENT,
    service: one.service,
  });
  const id = begun.body.run?.experimentId;
  if (id === undefined) {
    say(`refused: ${begun.body.detail ?? begun.status}`);
    return shown(one, undefined);
  }
  say('begun');
  let run: Run | undefined;
  let state = '';
  const isOver = async () => {
    const { body } = await callOperation<{ run: Run }>(account, 'get_chaos_test', { experimentId: id });
    run = body.run;
    if (run.state !== state && run.state !== 'ENDED') say(run.state.toLowerCase());
    state = run.state;
    return state === 'ENDED';
  };
  await until(clock, `${one.name} ends`, isOver, { every: 5_000, within: LIMIT_MS });
  say(`${run?.verdict}: ${run?.words}`);
  if (run?.evidence) say(`evidence: ${run.evidence}`);
  return shown(one, run);
}

function shown({ name, expected }: Case, run: Run | undefined): Played {
  return {
    name,
    verdict: run?.verdict ?? 'REFUSED',
    expected,
    faultObserved: run?.faultObserved ?? false,
    secondsToDetect: run?.secondsToDetect ?? null,
    secondsToRecover: run?.secondsToRecover ?? null,
  };
}
