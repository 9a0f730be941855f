import type { Clients } from '../../functions/clients.ts';
import type { Statement } from '../../functions/operation.ts';
import { VirtualClock } from '../clock/virtual-clock.ts';
import { Faults } from '../faults/faults.ts';
import { Iam } from '../iam/iam.ts';
import type { AccountScope, BusEvent, SandboxService } from '../service.ts';
import { CallRecorder } from './call-record.ts';
import { createDispatcher } from './dispatcher.ts';

export const TEST_ROLE = 'arn:aws:iam::000000000000:role/operate-test';

/** An account without any service, for tests of single services. Randomness is always 0.5. */
export function testScope(clock = new VirtualClock()): AccountScope & { readonly events: BusEvent[] } {
  const events: BusEvent[] = [];
  let ids = 0;
  return {
    accountId: '000000000000',
    region: 'eu-west-1',
    clock,
    events,
    publish: (event) => events.push(event),
    record: () => {},
    log: () => {},
    tags: new Map(),
    random: () => 0.5,
    id: () => (++ids).toString(16).padStart(32, '0'),
  };
}

/** Services behind real SDK clients, with everything one needs to look at and to disturb. */
export function testAccount(
  services: (scope: AccountScope) => readonly SandboxService[],
  statements: readonly Statement[] = [{ actions: ['*'], resources: ['*'] }],
) {
  const clock = new VirtualClock();
  const scope = testScope(clock);
  const iam = new Iam(scope);
  iam.setStatements(TEST_ROLE, statements);
  const faults = new Faults(clock);
  const recorder = new CallRecorder();
  const dispatcher = createDispatcher({ services: services(scope), iam, faults, recorder, scope });
  const clients: Clients = dispatcher.clientsFor({ arn: TEST_ROLE });
  return { clock, scope, iam, faults, recorder, dispatcher, clients };
}
