import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readService } from '../services/store.ts';
import { direct } from './direct/direct.ts';
import { fis } from './fis/fis.ts';
import { type ChaosHouse, chaosHouse } from './house.fixture.ts';
import { drive } from './injecting.ts';
import { type FaultInjector, jobOf } from './injector.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

const MACHINES = '*:role/operate-run-inject-fault*';

/** Begins a run whose own machine does not get to injecting. */
async function begun(experiment: string, command: string): Promise<string> {
  const stay = house.account.faults.add({ match: { principal: MACHINES, command }, effect: 'throttle' });
  const id = await house.start(experiment);
  await house.reach(id, 'INJECTING');
  stay();
  return id;
}

/** Injects only after the run was stopped and its fault was taken back, as a call does that takes long. */
function late(injector: FaultInjector, id: string, then: () => void = () => undefined): FaultInjector {
  return {
    ...injector,
    inject: async (...call) => {
      await house.as('operator').stop_chaos_test({ experimentId: id });
      await house.reach(id, 'RECOVERING');
      const answer = await injector.inject(...call);
      then();
      return answer;
    },
  };
}

const inject = (injector: FaultInjector, experimentId: string) =>
  drive(house.context, injector, { action: 'inject', experimentId });
const left = () => house.leftovers().filter((words) => !words.startsWith('deadman'));

describe('a fault that lands after it was taken back', () => {
  it('is taken back by the call that injected it', async () => {
    const id = await begun('error-injection', 'ModifyListener');
    expect(await inject(late(direct, id), id)).toEqual({ next: 'restore' });
    expect(left()).toEqual([]);
    expect(await house.end(id)).toMatchObject({ verdict: 'ABORTED' });
  });

  it('is taken back while AWS FIS only resolves its targets', async () => {
    const id = await begun('latency', 'CreateExperimentTemplate');
    expect(await inject(late(fis, id), id)).toEqual({ next: 'restore' });
    expect(left()).toEqual([]);
    await house.end(id);
  });

  it('is taken back although the call failed', async () => {
    const id = await begun('error-injection', 'ModifyListener');
    const fails = () => {
      throw new Error('The connection is lost.');
    };
    expect(await inject(late(direct, id, fails), id)).toEqual({ next: 'restore' });
    expect(left()).toEqual([]);
    await house.end(id);
  });

  it('is taken back by the next call, where the one that injected it died', async () => {
    const id = await begun('error-injection', 'ModifyListener');
    const record = await house.read(id);
    const job = jobOf(record, await readService(house.context, record.environment, record.service));
    await house.as('operator').stop_chaos_test({ experimentId: id });
    await house.reach(id, 'RECOVERING');
    await direct.inject(house.context, job, record.undo ?? {});
    expect(left()).not.toEqual([]);
    expect(await inject(direct, id)).toEqual({ next: 'restore' });
    expect(left()).toEqual([]);
    await house.end(id);
  });

  it('is not taken back by a call that fails while the run goes on', async () => {
    const id = await begun('error-injection', 'ModifyListener');
    const failing: FaultInjector = {
      ...direct,
      inject: async () => {
        throw new Error('Throttled.');
      },
      restore: () => expect.unreachable('Nothing has to be taken back.'),
    };
    await expect(inject(failing, id)).rejects.toThrow('Throttled.');
    await house.as('operator').stop_chaos_test({ experimentId: id });
    await house.end(id);
  });
});
